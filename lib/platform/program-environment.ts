/** The environment of a program that is started: what it is given, and nothing of ours. */

// as: Next's types want NODE_ENV in every environment, and a program that we start must not get ours
export const programEnvironment = (variables: Readonly<Record<string, string>>): NodeJS.ProcessEnv =>
  ({ ...variables }) as unknown as NodeJS.ProcessEnv;

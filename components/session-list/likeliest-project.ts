/** In which project somebody starts their next session, before they say so. */

export type StartableProject = { id: number; name: string; kind: "demo" | "external" | "managed" };

/** Where they worked last; who worked nowhere yet has come for an agent of their own, where there is one, not for the demo. */
export function likeliestProject(projects: readonly StartableProject[], latest: number | null): number | null {
  const likeliest = projects.find(({ id }) => id === latest) ?? projects.find(({ kind }) => kind !== "demo") ?? projects[0];
  return likeliest?.id ?? null;
}

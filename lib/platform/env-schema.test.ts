/** The environment: defaults, a complete list of what is wrong, and .env.example held against the schema. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parseEnv, publicVariables } from "./env-schema";

describe("parseEnv", () => {
  test("an empty environment is a good one", () => {
    const { env } = parseEnv({});
    expect(env).toMatchObject({
      PORT: 3000,
      HOST: "127.0.0.1",
      DATA_DIR: path.resolve(".data"),
      OCTOMIND_MAX_PROCESSES: 50,
      TRUST_PROXY: false,
    });
    expect(env?.DATABASE_URL).toBeUndefined();
  });

  test("an empty variable counts as not set", () => {
    expect(parseEnv({ PORT: "", DATABASE_URL: " ", HOST: "" }).env).toMatchObject({ PORT: 3000, HOST: "127.0.0.1" });
  });

  test("the first administrator may have the name that an installation gives by itself", () => {
    const ADMIN_PASSWORD = "given by the operator";
    for (const ADMIN_EMAIL of ["admin@localhost", "Root@Example.com", "ops+agents@intranet"])
      expect(parseEnv({ ADMIN_EMAIL, ADMIN_PASSWORD }).problems).toEqual([]);
    for (const ADMIN_EMAIL of ["admin", "@localhost", "a..b@example.com", "a@b@example.com", "a b@example.com", "a@-example.com"])
      expect(parseEnv({ ADMIN_EMAIL, ADMIN_PASSWORD }).problems).toEqual(["ADMIN_EMAIL must be an e-mail address"]);
  });

  test("values are typed", () => {
    const { env } = parseEnv({ PORT: "8080", TRUST_PROXY: "1", DATA_DIR: "somewhere", SPOOL_MAX_MB: "5" });
    expect(env).toMatchObject({ PORT: 8080, TRUST_PROXY: true, DATA_DIR: path.resolve("somewhere"), SPOOL_MAX_MB: 5 });
    for (const [said, meant] of [
      ["true", true],
      ["false", false],
      ["0", false],
    ] as const)
      expect(parseEnv({ TRUST_PROXY: said }).env?.TRUST_PROXY, said).toBe(meant);
    for (const PORT of ["1", "65535"]) expect(parseEnv({ PORT }).env?.PORT).toBe(Number(PORT));
    for (const PORT of ["0", "65536", "-1", "1e3", "80.5", " 80", "８０"]) expect(parseEnv({ PORT }).env, PORT).toBeNull();
    const here = import.meta.filename;
    expect(parseEnv({ PROJECT_DIR: path.dirname(here) }).env?.PROJECT_DIR).toBe(path.dirname(here));
    expect(parseEnv({ PROJECT_DIR: here }).problems).toEqual(["PROJECT_DIR must be a folder that exists"]);
  });

  test("everything that is wrong is named at once, and no value is repeated", () => {
    const { env, problems } = parseEnv({
      PORT: "70000",
      DATABASE_URL: "mysql://root:hunter2@db/x",
      PUBLIC_URL: "https://example.com/path",
      APP_SECRET: "too-short",
      ADMIN_PASSWORD: "short",
      PROJECT_DIR: "/nowhere/at/all",
      OCTOMIND_BIN: "/nowhere/octomind",
      OCTOMIND_ROLE: "a role; with more",
      OCTOMIND_URL: "http://127.0.0.1",
      OCTOMIND_MAX_PROCESSES: "0",
      LOG_LEVEL: "loud",
      TRUST_PROXY: "perhaps",
    });
    expect(env).toBeNull();
    expect(problems).toEqual([
      "PORT must be between 1 and 65535",
      "PUBLIC_URL must be only a scheme, a host and perhaps a port, like https://agents.example.com",
      "DATABASE_URL must be an address that starts with postgres:// or postgresql://",
      "APP_SECRET must be at least 32 characters; leave it empty to have one generated",
      "ADMIN_PASSWORD must be at least 12 characters",
      "PROJECT_DIR must be a folder that exists",
      "OCTOMIND_ROLE must be a role like developer:rust",
      "OCTOMIND_URL must be an address that starts with ws:// or wss://",
      "OCTOMIND_MAX_PROCESSES must be between 1 and 10000",
      "LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent",
      "TRUST_PROXY must be true or false",
      "OCTOMIND_BIN must be a program that may be executed, by its path or its name on the PATH",
      "ADMIN_PASSWORD needs ADMIN_EMAIL as well",
    ]);
    expect(problems.join()).not.toContain("hunter2");
  });

  test("a program may be named as it is found on the PATH, and one that is nowhere is said", () => {
    const given = { PATH: path.dirname(process.execPath) };
    const OCTOMIND_BIN = path.basename(process.execPath);
    expect(parseEnv({ ...given, OCTOMIND_BIN }).problems).toEqual([]);
    // The folder from which one starts is not looked in, though a PATH may name it: whoever writes there would be started.
    const relative = path.relative(".", given.PATH);
    for (const PATH of [relative, "", `:${relative}`]) expect(parseEnv({ PATH, OCTOMIND_BIN }).env, PATH).toBeNull();
    expect(parseEnv({ ...given, OCTOMIND_BIN: path.join(relative, OCTOMIND_BIN) }).problems).toEqual([]);
    expect(parseEnv({ ...given, OCTOMIND_BIN: given.PATH }).env).toBeNull();
    expect(parseEnv({ ...given, OCTOMIND_BIN: "octomnid" }).problems).toEqual([
      "OCTOMIND_BIN must be a program that may be executed, by its path or its name on the PATH",
    ]);
  });

  test("what could not be stored, sent or signed in with is refused before anything is started", () => {
    const given = { ADMIN_EMAIL: "admin@localhost", OCTOMIND_URL: "ws://127.0.0.1:8080" };
    const wrong = (variable: Record<string, string>) => parseEnv({ ...given, ...variable }).problems;
    for (const OCTOMIND_URL of ["ws://me:secret@127.0.0.1:8080", "ws://127.0.0.1/?token=secret", "ws://127.0.0.1/#secret"])
      expect(wrong({ OCTOMIND_URL })).toEqual(["OCTOMIND_URL must carry no password and no parameters; OCTOMIND_TOKEN is for the token"]);
    for (const OCTOMIND_TOKEN of ["two words", "ünïcode", "x".repeat(4_001)])
      expect(wrong({ OCTOMIND_TOKEN })).toEqual([
        "OCTOMIND_TOKEN must have no spaces and no letters outside ASCII, and at most 4000 characters",
      ]);
    expect(wrong({ OCTOMIND_TOKEN: " padded\n" })).toEqual([]);
    expect(wrong({ ADMIN_EMAIL: `${"a".repeat(245)}@localhost` })).toEqual(["ADMIN_EMAIL must have at most 254 characters"]);
    expect(wrong({ ADMIN_PASSWORD: "x".repeat(1_001) })).toEqual(["ADMIN_PASSWORD must have at most 1000 characters"]);
    expect(wrong({ OCTOMIND_ROLE: "--sandbox" })).toEqual(["OCTOMIND_ROLE must be a role like developer:rust"]);
  });

  test("a folder may have any name that can be seen; what neither PostgreSQL nor an agent takes is refused before it is started with", () => {
    const DATA_DIR = path.resolve("ü 'quoted' \"twice\" # %41");
    expect(parseEnv({ DATA_DIR }).env?.DATA_DIR).toBe(DATA_DIR);
    for (const name of ["DATA_DIR", "PROJECT_DIR"])
      for (const folder of ["/tmp/two\nlines", "/tmp/a\ttab"])
        expect(parseEnv({ [name]: folder }).problems[0]).toBe(`${name} must have no line breaks and no other signs that cannot be seen`);
  });

  test("an address that its password makes unreadable is said to be one, without the password", () => {
    const words = "within a user's name or password write % as %25, # as %23, / as %2F, : as %3A, ? as %3F and @ as %40";
    for (const password of ["hunter#2", "hunter/2", "hunter?2"])
      expect(parseEnv({ DATABASE_URL: `postgresql://ada:${password}@db/x` }).problems).toEqual([
        `DATABASE_URL cannot be read as an address; ${words}`,
      ]);
    for (const password of ["hunter@2", "hunter%232", "h ü'\""])
      expect(parseEnv({ DATABASE_URL: `postgresql://ada:${password}@db/x` }).problems).toEqual([]);
  });

  test("an address of a database names one, and no schema: nothing would be there", () => {
    for (const DATABASE_URL of ["postgresql://ada@db", "postgresql://ada@db/", "postgresql://ada@db?sslmode=require"])
      expect(parseEnv({ DATABASE_URL }).problems).toEqual([
        "DATABASE_URL must name a database, like postgresql://user:password@host:5432/dashboard",
      ]);
    expect(parseEnv({ DATABASE_URL: "postgresql://ada@db/x?sslmode=require&schema=team" }).problems).toEqual([
      "DATABASE_URL must name no schema: the tables are in public; give the dashboard a database of its own",
    ]);
    expect(parseEnv({ DATABASE_URL: "postgresql://ada@db/x?sslmode=require" }).problems).toEqual([]);
  });

  test("a token without an address is refused", () => {
    expect(parseEnv({ OCTOMIND_TOKEN: "abc" }).problems).toEqual(["OCTOMIND_TOKEN needs OCTOMIND_URL as well"]);
  });
});

describe(".env.example", () => {
  const lines = readFileSync(".env.example", "utf8").split("\n");
  const shown = Object.fromEntries(lines.flatMap((line) => (/^\w+=/.test(line) ? [line.split("=", 2)] : [])));

  test("names exactly the variables of the schema, in its order", () => {
    expect(Object.keys(shown)).toEqual(Object.keys(publicVariables));
  });

  test("shows the defaults: parsing it gives what parsing nothing gives", () => {
    expect(parseEnv(shown)).toEqual(parseEnv({}));
  });

  test("describes each variable in the words of the schema", () => {
    for (const [name, schema] of Object.entries(publicVariables)) {
      const place = lines.findIndex((line) => line.startsWith(`${name}=`));
      const above = lines.slice(0, place).join("\n").split("\n\n").at(-1);
      expect(above, name).toContain(`# ${schema.description}`);
    }
  });
});

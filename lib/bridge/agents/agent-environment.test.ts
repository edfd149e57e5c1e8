/** What an agent's process is told of our surroundings, and what never. */
import { describe, expect, test } from "vitest";
import { agentEnvironment } from "./agent-environment";

const OURS = {
  APP_SECRET: "s",
  NEXTAUTH_SECRET: "s",
  DATABASE_URL: "s",
  ADMIN_PASSWORD: "s",
  ADMIN_EMAIL: "s",
  OCTOMIND_URL: "s",
  OCTOMIND_TOKEN: "s",
  OCTOMIND_BIN: "s",
  OCTOMIND_ROLE: "s",
  OCTOMIND_MAX_PROCESSES: "s",
  OCTOMIND_MAX_MEMORY_MB: "s",
  OCTOMIND_LINGER_SECONDS: "s",
};
const wishes = { token: "t", configPath: null, dataDir: null, envNames: [] };

describe("an agent's environment", () => {
  test("has what programs, models, proxies and certificates need", () => {
    const needed = ["PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LC_ALL", "TZ", "TMPDIR", "http_proxy", "HTTPS_PROXY", "no_proxy"];
    const others = ["LANGUAGE", "TERM", "ALL_PROXY", "ftp_proxy", "NODE_EXTRA_CA_CERTS"];
    const more = [...others, "SSL_CERT_FILE", "SSL_CERT_DIR", "OCTOMIND_MEDIA_ROOT", "OPENROUTER_API_KEY", "OLLAMA_API_URL"];
    const all = Object.fromEntries([...needed, ...more].map((name) => [name, name]));
    expect(agentEnvironment(all, wishes)).toEqual({ ...all, DO_NOT_TRACK: "1", OCTOMIND_SERVER_TOKEN: "t" });
  });

  test("has nothing else, but what the project lists", () => {
    const all = { AWS_SECRET_ACCESS_KEY: "a", GITHUB_TOKEN: "g", NODE_OPTIONS: "n", LD_PRELOAD: "l" };
    expect(Object.keys(agentEnvironment(all, wishes)).sort()).toEqual(["DO_NOT_TRACK", "OCTOMIND_SERVER_TOKEN"]);
    expect(agentEnvironment(all, { ...wishes, envNames: ["GITHUB_TOKEN", "NOT_SET"] })).toMatchObject({ GITHUB_TOKEN: "g" });
  });

  test("never has our own settings and secrets, not even when the project lists them", () => {
    const small = Object.fromEntries(Object.entries(OURS).map(([name, value]) => [name.toLowerCase(), value]));
    const environment = agentEnvironment({ ...OURS, ...small }, { ...wishes, envNames: Object.keys({ ...OURS, ...small }) });
    expect(Object.values(environment)).not.toContain("s");
  });

  test("says where the configuration and the data are, whatever ours says", () => {
    const all = { OCTOMIND_CONFIG_PATH: "/ours", OCTOMIND_DATA_DIR: "/ours", OCTOMIND_SERVER_TOKEN: "ours", DO_NOT_TRACK: "0" };
    expect(agentEnvironment(all, { ...wishes, configPath: "/c", dataDir: "/d" })).toEqual({
      OCTOMIND_CONFIG_PATH: "/c",
      OCTOMIND_DATA_DIR: "/d",
      OCTOMIND_SERVER_TOKEN: "t",
      DO_NOT_TRACK: "1",
    });
  });
});

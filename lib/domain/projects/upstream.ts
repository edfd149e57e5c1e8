/** Which agent serves a project, as the bridge needs it; the token stays sealed until the moment of use. */

export type UpstreamConfig =
  | { kind: "demo"; role: string | null }
  | { kind: "external"; url: string; tokenSealed: Uint8Array | null; cwd: string | null; role: string | null }
  | { kind: "managed"; cwd: string; role: string | null; configPath: string | null; dataDir: string | null; envNames: string[] };

export type UpstreamKind = UpstreamConfig["kind"];

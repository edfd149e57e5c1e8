/** The columns of an upstream row for what an administrator said; every kind clears what belongs to another. */
import type { Upstream } from "@/lib/generated/prisma/client";
import { seal } from "@/lib/platform/sealed-secret";
import type { UpstreamInput } from "./upstream-input";

type UpstreamColumns = Omit<Upstream, "projectId" | "tokenSealed"> & { tokenSealed: Uint8Array<ArrayBuffer> | null };

const NONE: UpstreamColumns = {
  kind: "demo",
  url: null,
  tokenSealed: null,
  cwd: null,
  role: null,
  configPath: null,
  dataDir: null,
  envNames: [],
};

/** A stored token is kept only for the very address it was given for: a new address must never receive it. */
function tokenFor(input: Extract<UpstreamInput, { kind: "external" }>, stored: Upstream | null): Uint8Array<ArrayBuffer> | null {
  if (input.token !== undefined) return input.token === "" ? null : new Uint8Array(seal(input.token));
  return stored?.kind === "external" && stored.url === input.url && stored.tokenSealed ? new Uint8Array(stored.tokenSealed) : null;
}

export function upstreamColumns(input: UpstreamInput, stored: Upstream | null = null): UpstreamColumns {
  switch (input.kind) {
    case "demo":
      return NONE;
    case "external":
      return { ...NONE, kind: "external", url: input.url, tokenSealed: tokenFor(input, stored), cwd: input.cwd, role: input.role };
    case "managed":
      return {
        ...NONE,
        kind: "managed",
        cwd: input.cwd,
        role: input.role,
        configPath: input.configPath,
        dataDir: input.dataDir,
        envNames: [...new Set(input.envNames)],
      };
    default:
      return input satisfies never;
  }
}

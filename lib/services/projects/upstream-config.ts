/** A stored upstream row as the typed choice that the rest of the house works with. */
import type { UpstreamConfig } from "@/lib/domain/projects/upstream";
import type { Upstream } from "@/lib/generated/prisma/client";

/** A row of it; `kind` null: the project has none. */
export type StoredUpstream = Omit<Upstream, "projectId" | "kind" | "tokenSealed"> & {
  kind: Upstream["kind"] | null;
  tokenSealed: Uint8Array | null;
};

/** Throws on a row that saving could not have written: that is a bug, not an answer. */
export function upstreamConfig(projectId: number, row: StoredUpstream | null): UpstreamConfig {
  if (row?.kind === "demo") return { kind: "demo", role: row.role };
  if (row?.kind === "external" && row.url) {
    return { kind: "external", url: row.url, tokenSealed: row.tokenSealed, cwd: row.cwd, role: row.role };
  }
  if (row?.kind === "managed" && row.cwd) {
    return { kind: "managed", cwd: row.cwd, role: row.role, configPath: row.configPath, dataDir: row.dataDir, envNames: row.envNames };
  }
  throw new Error(`Project ${projectId} has no usable upstream.`);
}

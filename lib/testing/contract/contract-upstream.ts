/** What the contract suite needs of an upstream, and what it hands its cases. */
import type { Frame, UpstreamClient } from "./upstream-client";

/** A running upstream. `kill` ends it at once, as SIGKILL does; its data directory stays. */
export type StartedUpstream = { url: string; role: string; model: string; kill(): Promise<void> };
/** Starts an upstream on the data directory, with a bearer token if one is given. It must obey the `[tags]` of the scripted model. */
export type StartUpstream = (options: { dataDir: string; token?: string }) => Promise<StartedUpstream>;

export type ContractRoom = {
  /** A temporary directory for the whole suite. */
  dataDir: string;
  start: StartUpstream;
  upstream(): StartedUpstream;
  connect(url?: string): Promise<UpstreamClient>;
  newSession(): string;
};

export const typesOf = (frames: Frame[]): string[] => frames.map((frame) => frame.type);
export const lastOf = (frames: Frame[]): Frame => frames[frames.length - 1] ?? { type: "nothing" };

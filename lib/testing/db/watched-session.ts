/** People around one session of a project on an agent at an address, each with a signed-in device, for tests of the browsers' door. */
import { storeDevice, storeMembership, storePerson, storeProject, storeSession } from "./stored-people";
import type { TestBridge } from "./test-bridge";

export type WatchedSession = {
  projectId: number;
  sessionId: string;
  /** The session's developer. */
  owner: { personId: number; deviceId: string };
  /** Reads all sessions of the project. */
  reviewer: { personId: number; deviceId: string };
  /** A developer of the project with sessions of her own: this one is nothing to her. */
  stranger: { personId: number; deviceId: string };
};

export async function storeWatchedSession({ agent }: TestBridge): Promise<WatchedSession> {
  const projectId = await storeProject("At an address", { upstream: { create: { kind: "external", url: agent.url } } });
  const person = async (name: string, role: "developer" | "reviewer") => {
    const { id: personId } = await storePerson({ name });
    await storeMembership(personId, projectId, role);
    return { personId, deviceId: await storeDevice(personId) };
  };
  const owner = await person("Ada", "developer");
  return {
    projectId,
    sessionId: await storeSession(owner.personId, projectId),
    owner,
    reviewer: await person("Rosa", "reviewer"),
    stranger: await person("Sven", "developer"),
  };
}

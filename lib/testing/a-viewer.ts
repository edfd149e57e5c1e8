/** Viewers for tests: a person with an id, a device and the memberships that a test gives them. */
import type { ProjectRole, Viewer } from "@/lib/domain/viewer";

type Wishes = Partial<Omit<Viewer, "memberships">> & { roles?: Record<number, ProjectRole[]> };

/** `roles`: per project id. */
export function aViewer({ roles = {}, ...wishes }: Wishes = {}): Viewer {
  return {
    personId: 1,
    deviceId: "0b9f2f0e-6d0c-4e4f-9a52-0c5a3b1d2e4f",
    name: "Ada",
    email: "ada@example.com",
    isAdmin: false,
    memberships: Object.entries(roles).flatMap(([projectId, list]) => list.map((role) => ({ projectId: Number(projectId), role }))),
    ...wishes,
  };
}

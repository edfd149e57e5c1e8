/** The person asking: who they are on this device and what they may be in which project. */

export type ProjectRole = "developer" | "reviewer" | "manager";

/** `isArchived`: the project is; what one may do in it is judged by the project itself. */
export type Membership = { projectId: number; role: ProjectRole; isArchived?: true };

export type Viewer = {
  personId: number;
  /** The signed-in device: id of the UserSession row that the JWT carries. */
  deviceId: string;
  name: string;
  email: string;
  isAdmin: boolean;
  memberships: readonly Membership[];
};

/** Who did something, as it is written into the log. */
export type Actor = { personId: number; name: string };

export const actorOf = (viewer: Viewer): Actor => ({ personId: viewer.personId, name: viewer.name });

/** The projects in which the viewer has this role. */
export const projectsAs = (viewer: Viewer, role: ProjectRole): number[] =>
  viewer.memberships.filter((m) => m.role === role).map((m) => m.projectId);

export const hasRole = (viewer: Viewer, projectId: number, role: ProjectRole): boolean =>
  viewer.memberships.some((m) => m.projectId === projectId && m.role === role);

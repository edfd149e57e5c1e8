import { describe, expect, test } from "vitest";
import { aViewer } from "@/lib/testing/a-viewer";
import { can, installationActions, type ProjectAction, projectActions, type SessionAction, sessionActions, sessionRights } from "./policy";

const OWNER = 1;
const PROJECT = 7;

const viewers = {
  owner: aViewer({ personId: OWNER, roles: { [PROJECT]: ["developer"] } }),
  "owner who left": aViewer({ personId: OWNER }),
  "owner, now reviewer": aViewer({ personId: OWNER, roles: { [PROJECT]: ["reviewer"] } }),
  colleague: aViewer({ personId: 2, roles: { [PROJECT]: ["developer"] } }),
  reviewer: aViewer({ personId: 2, roles: { [PROJECT]: ["reviewer"] } }),
  manager: aViewer({ personId: 2, roles: { [PROJECT]: ["manager"] } }),
  "reviewer elsewhere": aViewer({ personId: 2, roles: { 8: ["developer", "reviewer", "manager"] } }),
  administrator: aViewer({ personId: 2, isAdmin: true }),
  "administrator who develops": aViewer({ personId: 2, isAdmin: true, roles: { [PROJECT]: ["developer"] } }),
  "administrator who develops and reviews": aViewer({ personId: 2, isAdmin: true, roles: { [PROJECT]: ["developer", "reviewer"] } }),
  stranger: aViewer({ personId: 2 }),
};
type Who = keyof typeof viewers;
const everyone = Object.keys(viewers) as Who[]; // as: Object.keys widens the literal keys to string

const readers: Who[] = ["owner", "owner, now reviewer", "reviewer", "administrator who develops and reviews"];
/** Who may while only the owner writes; whoever is not named may not. */
const onSession: Record<SessionAction, Who[]> = {
  "session:read": readers,
  "session:cost": [...readers, "manager"],
  "session:send": ["owner"],
  "session:stop": ["owner"],
  "session:command": ["owner"],
  "session:answer": ["owner"],
  "session:queue": ["owner"],
  "session:queue-others": ["owner"],
  "session:end-processes": ["owner"],
  "session:rename": ["owner"],
  "session:archive": ["owner"],
  "session:share": ["owner"],
  "session:hand-over": ["owner", "administrator who develops and reviews"],
};
const developers: Who[] = ["colleague", "administrator who develops", "administrator who develops and reviews"];
/** Who may besides them where the project writes. */
const whenShared: Partial<Record<SessionAction, Who[]>> = {
  "session:read": developers,
  "session:cost": developers,
  "session:send": developers,
  "session:stop": developers,
  "session:command": developers,
  "session:answer": developers,
  "session:queue": developers,
  "session:end-processes": developers,
  "session:hand-over": ["administrator who develops"],
};
const notWhenArchived = new Set<SessionAction>([
  "session:send",
  "session:command",
  "session:answer",
  "session:queue",
  "session:queue-others",
]);

describe.each(sessionActions)("%s", (action) => {
  const states = [false, true].flatMap((shared) => [
    { shared, archived: false, projectArchived: false },
    { shared, archived: true, projectArchived: false },
    { shared, archived: false, projectArchived: true },
    { shared, archived: true, projectArchived: true },
  ]);
  describe.each(states)("%j", (state) => {
    test.each(everyone)("%s", (who) => {
      const isOpen = !(state.archived || state.projectArchived) || !notWhenArchived.has(action);
      const allowed = [...onSession[action], ...(state.shared ? (whenShared[action] ?? []) : [])];
      const expected = isOpen && allowed.includes(who);
      const subject = { kind: "session", ownerId: OWNER, projectId: PROJECT, ...state } as const;
      expect(can(viewers[who], action, subject)).toBe(expected);
      expect(sessionRights(viewers[who], subject)[action]).toBe(expected);
    });
  });
});

const administrators: Who[] = ["administrator", "administrator who develops", "administrator who develops and reviews"];
const onProject: Record<ProjectAction, Who[]> = {
  "project:read-sessions": ["owner, now reviewer", "reviewer", "administrator who develops and reviews"],
  "project:cost": ["owner, now reviewer", "reviewer", "manager", ...administrators],
  "project:prompts": ["owner", ...developers],
  "session:create": ["owner", ...developers],
};

describe.each(projectActions)("%s", (action) => {
  test.each(everyone)("%s", (who) => {
    const expected = onProject[action].includes(who);
    expect(can(viewers[who], action, { kind: "project", projectId: PROJECT, archived: false })).toBe(expected);
    const whenArchived = expected && action !== "session:create";
    expect(can(viewers[who], action, { kind: "project", projectId: PROJECT, archived: true })).toBe(whenArchived);
  });
});

describe.each(installationActions)("%s", (action) => {
  test.each(everyone)("%s", (who) => {
    const expected = action === "account:own" || administrators.includes(who);
    expect(can(viewers[who], action, { kind: "installation" })).toBe(expected);
  });
});

test("what is not in the table is no, inherited names included", () => {
  const subject = { kind: "installation" } as const;
  for (const action of ["toString", "constructor", "__proto__", "hasOwnProperty", "everything"]) {
    // as never: a name that the types would not let through
    expect(can(viewers.administrator, action as never, subject as never)).toBe(false);
  }
});

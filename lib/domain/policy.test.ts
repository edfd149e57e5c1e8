import { describe, expect, test } from "vitest";
import { aViewer } from "@/lib/testing/a-viewer";
import { can, installationActions, type ProjectAction, projectActions, type SessionAction, sessionActions } from "./policy";

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
  stranger: aViewer({ personId: 2 }),
};
type Who = keyof typeof viewers;
const everyone = Object.keys(viewers) as Who[]; // as: Object.keys widens the literal keys to string

/** Who may; whoever is not named may not. */
const onSession: Record<SessionAction, Who[]> = {
  "session:read": ["owner", "owner, now reviewer", "reviewer"],
  "session:cost": ["owner", "owner, now reviewer", "reviewer", "manager"],
  "session:send": ["owner"],
  "session:stop": ["owner"],
  "session:command": ["owner"],
  "session:answer": ["owner"],
  "session:queue": ["owner"],
  "session:end-processes": ["owner"],
  "session:rename": ["owner"],
  "session:archive": ["owner"],
};
const notWhenArchived = new Set<SessionAction>(["session:send", "session:command", "session:answer", "session:queue"]);

describe.each(sessionActions)("%s", (action) => {
  describe.each([
    { archived: false, projectArchived: false },
    { archived: true, projectArchived: false },
    { archived: false, projectArchived: true },
    { archived: true, projectArchived: true },
  ])("%j", (state) => {
    test.each(everyone)("%s", (who) => {
      const isOpen = !(state.archived || state.projectArchived) || !notWhenArchived.has(action);
      const expected = isOpen && onSession[action].includes(who);
      expect(can(viewers[who], action, { kind: "session", ownerId: OWNER, projectId: PROJECT, ...state })).toBe(expected);
    });
  });
});

const onProject: Record<ProjectAction, Who[]> = {
  "project:read": ["owner", "owner, now reviewer", "colleague", "reviewer", "manager", "administrator"],
  "project:read-sessions": ["owner, now reviewer", "reviewer"],
  "project:cost": ["owner, now reviewer", "reviewer", "manager", "administrator"],
  "project:prompts": ["owner", "colleague"],
  "session:create": ["owner", "colleague"],
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
    const expected = action === "account:own" || who === "administrator";
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

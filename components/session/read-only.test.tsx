// Where one would write in what is archived: who may restore it can do so there.
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { sessionRights } from "@/lib/domain/policy";
import { ReadOnly } from "./read-only";

type Case = { archived: boolean; projectArchived: boolean; isOwner: boolean; isAdmin: boolean };

const verbs = { restore: async () => ({ ok: true }) as const, restoreProject: async () => ({ ok: true }) as const };

function shown({ archived, projectArchived, isOwner, isAdmin }: Case): string {
  const viewer = {
    personId: isOwner ? 1 : 2,
    deviceId: "d",
    name: "",
    email: "",
    isAdmin,
    memberships: [{ projectId: 1, role: isOwner ? "developer" : "reviewer" }] as const,
  };
  const facts = { projectId: 1, archived, projectArchived, shared: false };
  const session = {
    ...facts,
    id: "s",
    title: "t",
    projectName: "p",
    canRestoreProject: isAdmin,
    isDemo: false,
    owner: { id: 1, name: "Ada" },
    model: "",
    role: "",
    rights: sessionRights(viewer, { kind: "session", ownerId: 1, ...facts }),
  };
  const markup = renderToStaticMarkup(
    <ReadOnly session={session} verbs={verbs} onProblem={() => {}} onRestored={() => {}}>
      {null}
    </ReadOnly>,
  );
  return markup.replaceAll(/<[^>]*>/g, "|").replaceAll(/\|+/g, "|");
}

test.each([
  [{ archived: true, projectArchived: false, isOwner: true, isAdmin: false }, "|This session is archived and can only be read.|Restore|"],
  [
    { archived: true, projectArchived: false, isOwner: false, isAdmin: true },
    "|This session is archived and can only be read. Its owner can restore it.|",
  ],
  [{ archived: true, projectArchived: true, isOwner: true, isAdmin: true }, "|This session is archived and can only be read.|Restore|"],
  [
    { archived: false, projectArchived: true, isOwner: true, isAdmin: false },
    "|This project is archived. The session can be read and not continued. An administrator can restore the project.|",
  ],
  [
    { archived: false, projectArchived: true, isOwner: true, isAdmin: true },
    "|This project is archived. The session can be read and not continued.|Restore project|",
  ],
])("%j", (who, words) => {
  expect(shown(who)).toBe(words);
});

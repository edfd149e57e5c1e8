import { describe, expect, test } from "vitest";
import { prisma } from "@/lib/platform/prisma";
import { refusalOf } from "@/lib/testing/refusal-of";
import { signedInAdministrator, storePerson } from "@/lib/testing/stored-people";
import { testDatabase } from "@/lib/testing/test-database";
import { createPerson } from "./create-person";
import { disablePerson } from "./disable-person";
import { describeLink, redeemLink } from "./redeem-link";
import { renewLink } from "./renew-link";

testDatabase();
const password = "several unrelated words";
const tokenOf = ({ url }: { url: string }): string => url.split("/welcome/")[1] ?? "";

describe("a one-time link", () => {
  test("renewed by two at once is one", async () => {
    const admin = await signedInAdministrator();
    const bob = await storePerson({ name: "Bob" });
    for (let round = 0; round < 5; round++) {
      const made = await Promise.all([renewLink(admin, bob.id), renewLink(admin, bob.id)]);
      const answers = await Promise.all(made.map(({ link }) => refusalOf(describeLink(tokenOf(link)))));
      expect(answers.sort()).toEqual(["link_expired", "nothing refused"]);
    }
  });

  test("that is used or renewed at that moment is in nobody's way who disables the account, and is gone", async () => {
    const admin = await signedInAdministrator();
    for (let round = 0; round < 8; round++) {
      const { id, link } = await createPerson(admin, { email: `bob${round}@example.com`, name: "Bob", isAdmin: round % 2 === 0 });
      const [disabled] = await Promise.all([
        refusalOf(disablePerson(admin, id)),
        refusalOf(redeemLink(tokenOf(link), password)),
        refusalOf(renewLink(admin, id)),
      ]);
      expect(disabled).toBe("nothing refused");
      expect(await prisma.passwordLink.count({ where: { personId: id, usedAt: null } })).toBe(0);
    }
  });
});

import { expect, test } from "vitest";
import { personFits } from "./person-fits";

const zoe = { name: "Zoë Ångström", email: "zoe@tea.example" };

test.each(["", "  ", "zoë", "ÅNGS", "@TEA", " ström "])("%j is in it", (text) => expect(personFits(zoe, text)).toBe(true));

test.each(["zo ë", "coffee", ".*", "%"])("%j is not", (text) => expect(personFits(zoe, text)).toBe(false));

import { expect, test } from "vitest";
import { fewTabs, type SessionTab } from "./few-tabs";

const tab = (label: string, isHere = false): SessionTab => ({ label, count: 1, href: `/sessions?${label}`, isHere });
const towers = (count: number, here = -1) => [
  tab("Mine", here < 0),
  ...Array.from({ length: count }, (_, no) => tab(`Tower ${no}`, no === here)),
];
const labels = (tabs: readonly SessionTab[]) => tabs.map(({ label }) => label);

test("a dozen projects stand there as they are", () => {
  const tabs = towers(12);
  expect(fewTabs(tabs, "").shown).toBe(tabs);
});

test("of many the first dozen stand there, and the one that is here", () => {
  const { shown, more } = fewTabs(towers(300, 250), "");
  expect(labels(shown)).toEqual(["Mine", ...Array.from({ length: 12 }, (_, no) => `Tower ${no}`), "Tower 250"]);
  expect(more).toBe(287);
});

test("what is typed leaves those whose name has it, and where one is", () => {
  const { shown, first, fits, more } = fewTabs(towers(300, 3), "29 TOWER");
  expect(labels(shown).slice(0, 3)).toEqual(["Mine", "Tower 3", "Tower 29"]);
  expect(first?.label).toBe("Tower 29");
  expect([fits, more]).toEqual([13, 1]);
  expect(fewTabs(towers(300), "bridge")).toMatchObject({ first: undefined, fits: 0, more: 0 });
});

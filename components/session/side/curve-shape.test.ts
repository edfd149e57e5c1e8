import { expect, test } from "vitest";
import { curveShape } from "./curve-shape";

const at = (nano: string, unknown = 0) => ({ turn: 1, nano, unknown });

test("the curve goes from nothing to the whole in equal steps, and marks what nobody knows", () => {
  const shape = curveShape([at("25"), at("50", 2), at("100")], 300, 40);
  expect(shape?.line).toBe("M0 40L100 30L200 20L300 0");
  expect(shape?.area).toBe("M0 40L100 30L200 20L300 0V40Z");
  expect(shape?.unknown).toMatchObject([{ x: 200, y: 20 }]);
});

test("amounts beyond what a double holds keep their share", () => {
  expect(curveShape([at("450000000000000000001"), at("900000000000000000002")], 100, 10)?.line).toBe("M0 10L50 5L100 0");
});

test("there is no curve of nothing, or of one point", () => {
  expect(curveShape([], 1, 1)).toBeNull();
  expect(curveShape([at("5")], 1, 1)).toBeNull();
  expect(curveShape([at("0"), at("0", 1)], 1, 1)).toBeNull();
});

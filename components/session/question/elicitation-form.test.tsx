import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { QuestionItem } from "@/lib/domain/transcript/transcript-types";
import { ElicitationForm } from "./elicitation-form";

test("a field may be called as anything is: nothing is wrong with it before it was sent", () => {
  const properties = { constructor: { type: "string" }, toString: { type: "array", items: { enum: ["a"] } } };
  const item: QuestionItem = {
    type: "question",
    seq: 1,
    at: 0,
    id: "q",
    toolId: null,
    server: "racing",
    message: "Which?",
    mode: "form",
    schema: { type: "object", properties },
    url: null,
    state: { kind: "open" },
  };
  const html = renderToStaticMarkup(<ElicitationForm item={item} isShared={false} onAnswer={() => Promise.resolve(true)} />);
  expect(html).toContain("Constructor");
  expect(html).not.toMatch(/aria-invalid="true"|data-invalid|role="alert"/);
});

import { createRef } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ChangesButton } from "./side-buttons";

test("what is not known to be all of the changes is at least so much", () => {
  const said = (isExact: boolean): string => {
    const sum = { files: 5, added: 13, removed: 10, isExact };
    return renderToStaticMarkup(
      <ChangesButton changes={{ sum, files: [], isWhole: true }} isOpen={false} onToggle={() => {}} ref={createRef()} />,
    );
  };
  expect(said(true)).toContain(">5 files<");
  expect(said(false)).toContain(">at least 5 files<");
});

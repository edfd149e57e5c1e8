// A call that waits has its own whole; when its answer comes, that is another event, of which the beginning is here.
import { useState } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { numbered, sent } from "@/lib/testing/log-facts";
import { quietScene } from "@/lib/testing/quiet-scene";
import { KeptProvider } from "./list/kept";
import { SceneProvider } from "./scene";
import { useWhole } from "./use-whole";

function Answer() {
  const [seq, setSeq] = useState(1);
  // It came while the card stands.
  if (seq === 1) setSeq(2);
  const { whole, button } = useWhole(seq, [{ path: "content", length: 90_000 }]);
  return (
    <>
      {whole ? "all of it" : "its beginning"} {button}
    </>
  );
}

test("the whole of a call is not taken for that of its answer", () => {
  const [event] = numbered([sent(1)]);
  const markup = renderToStaticMarkup(
    <SceneProvider value={quietScene}>
      <KeptProvider value={new Map([["whole-1", event]])}>
        <Answer />
      </KeptProvider>
    </SceneProvider>,
  );
  expect(markup).toContain("its beginning");
  expect(markup).toContain("Show all");
});

import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { fold, mara, sent, turnsOf } from "@/lib/testing/log-facts";
import { quietScene } from "@/lib/testing/quiet-scene";
import { SceneProvider } from "./scene";
import { TurnOpening } from "./turn-opening";

test("who wrote a message is read out once, not for the picture as well", () => {
  const [turn] = turnsOf(fold(sent(1)));
  if (!turn) throw new Error("no turn");
  const page = renderToStaticMarkup(
    <SceneProvider value={quietScene}>
      <TurnOpening turn={turn} />
    </SceneProvider>,
  );
  const said = page.replace(/<span aria-hidden="true">.*?<\/span>/g, "").replace(/<[^>]*>/g, " ");
  expect(said.split(mara.name)).toHaveLength(2);
});

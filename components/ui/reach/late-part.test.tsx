import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { renderToPipeableStream } from "react-dom/server";
import { expect, test } from "vitest";
import { latePart } from "./late-part";

const Part = ({ no }: { no: number }) => <p>{`part ${no} ${"x".repeat(900)}`}</p>;
const Late = latePart(Part, () => <i>coming</i>);

test("what a server draws stands in its place from the first, also where it is sent behind the page", async () => {
  const parts = Array.from({ length: 30 }, (_, no) => no);
  const out = new PassThrough();
  const { pipe } = renderToPipeableStream(
    <main>
      {parts.map((no) => (
        <Late key={no} no={no} />
      ))}
    </main>,
    { onShellReady: () => pipe(out) },
  );
  const html = await text(out);
  const [page = "", behind] = html.split("<div hidden");
  expect(behind).toBeDefined();
  for (const no of parts) expect(page).toContain(`part ${no} `);
  expect(html).not.toContain("coming");
});

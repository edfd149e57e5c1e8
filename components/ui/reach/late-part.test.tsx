import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { lazy, type ReactNode, Suspense, use } from "react";
import { renderToPipeableStream } from "react-dom/server";
import { expect, test } from "vitest";
import { lateCode, latePart } from "./late-part";

const Part = ({ no }: { no: number }) => <p>{`part ${no} ${"x".repeat(900)}`}</p>;
const Late = latePart(Part, () => <i>coming</i>);

/** What a server sends for this page. */
async function sent(page: ReactNode): Promise<string> {
  const out = new PassThrough();
  const { pipe } = renderToPipeableStream(page, { onShellReady: () => pipe(out) });
  return text(out);
}

test("what a server draws stands in its place from the first, also where it is sent behind the page", async () => {
  const parts = Array.from({ length: 30 }, (_, no) => no);
  const html = await sent(
    <main>
      {parts.map((no) => (
        <Late key={no} no={no} />
      ))}
    </main>,
  );
  const [page = "", behind] = html.split("<div hidden");
  expect(behind).toBeDefined();
  for (const no of parts) expect(page).toContain(`part ${no} `);
  expect(html).not.toContain("coming");
});

test("a server that has just started has the code of all parts before it draws one: nothing is put into a place that may be gone", async () => {
  const code = lateCode(async () => {
    for (let turn = 0; turn < 10; turn += 1) await new Promise(setImmediate);
    return Part;
  });
  const First = latePart(
    lazy(() => code().then((part) => ({ default: part }))),
    () => <i>coming</i>,
  );
  const read = new Promise(setImmediate);
  const Page = () => {
    use(read);
    return [1, 2].map((no) => <First key={no} no={no} />);
  };
  const html = await sent(
    <html lang="en">
      <body>
        <Suspense fallback="loading">
          <Page />
        </Suspense>
      </body>
    </html>,
  );
  expect(html.match(/part \d/g)).toEqual(["part 1", "part 2"]);
  expect(html).not.toContain("B:1");
});

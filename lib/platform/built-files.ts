/** The build's hashed files from memory: no disk, no compressing twice, and an open page keeps its scripts when a build replaces them. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const PREFIX = "/_next/static/";
const TYPES: Record<string, string> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".ico": "image/x-icon",
  ".png": "image/png",
  ".woff2": "font/woff2",
};
/** Below, what is saved is less than what it costs to say so. */
const WORTH_COMPRESSING = 1_024;
const IS_TEXT = /^(text\/|application\/json|image\/svg)/;
/** Two in a hundred larger than the best of it, in a tenth of the time. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

const compressions = { br: (body: Buffer) => promisify(brotliCompress)(body, BROTLI), gzip: promisify(gzip) };
type Encoding = keyof typeof compressions;
type BuiltFile = { type: string; body: Buffer; encoded: Map<Encoding, Promise<Buffer>> };

function filesOf(folder: string): Map<string, BuiltFile> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => statSync(path.join(folder, name)).isFile());
  return new Map(
    names.map((name) => {
      const type = TYPES[path.extname(name)] ?? "application/octet-stream";
      return [name.split(path.sep).join("/"), { type, body: readFileSync(path.join(folder, name)), encoded: new Map() }];
    }),
  );
}

/** The best that both sides know, by the Accept-Encoding header; what carries a weight of zero is refused. */
function encodingFor(accepted: string | string[] | undefined): Encoding | null {
  const offers = String(accepted ?? "")
    .toLowerCase()
    .split(",");
  const takes = (encoding: Encoding) =>
    offers.some((offer) => {
      const [name, weight = "q=1"] = offer.split(";").map((part) => part.trim());
      return name === encoding && Number(weight.replace(/^q=/, "")) > 0;
    });
  return (["br", "gzip"] as const).find(takes) ?? null;
}

/** Once for each file and encoding, however many ask for it at the same time. */
function bodyIn(file: BuiltFile, encoding: Encoding): Promise<Buffer> {
  const made = file.encoded.get(encoding) ?? compressions[encoding](file.body);
  file.encoded.set(encoding, made);
  return made;
}

async function send(request: IncomingMessage, response: ServerResponse, file: BuiltFile): Promise<void> {
  const canShrink = IS_TEXT.test(file.type) && file.body.length >= WORTH_COMPRESSING;
  const encoding = canShrink ? encodingFor(request.headers["accept-encoding"]) : null;
  const body = encoding ? await bodyIn(file, encoding) : file.body;
  response.writeHead(200, {
    "Content-Type": file.type,
    "Content-Length": body.length,
    "Cache-Control": "public, max-age=31536000, immutable",
    ...(canShrink ? { Vary: "Accept-Encoding" } : {}),
    ...(encoding ? { "Content-Encoding": encoding } : {}),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

/**
 * Reads the files under `folder` (a build's `static`, a few MB) once. The function it gives answers a GET or HEAD for one of them and
 * returns true; for anything else it returns false and has done nothing. Only names that were there can be asked for: no path is opened later.
 */
export function serveBuiltFiles(folder: string): (request: IncomingMessage, response: ServerResponse) => boolean {
  const files = filesOf(folder);
  return (request, response) => {
    const { method, url = "" } = request;
    if ((method !== "GET" && method !== "HEAD") || !url.startsWith(PREFIX)) return false;
    const file = files.get(decodeURIComponent(url.slice(PREFIX.length).split("?", 1)[0] ?? ""));
    if (!file) return false;
    send(request, response, file).catch(() => response.destroy());
    return true;
  };
}

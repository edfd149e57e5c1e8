import { toast } from "./overlays/toast";

/** What else one can do with a text: one that stands on the page, a link, and what stands nowhere as it is copied. */
export type Instead = (text: string) => string;
export const markIt: Instead = () => "Mark it on the page and copy it from there.";
export const takeLink: Instead = (link) => `Copy it from here: ${link}`;
export const allowIt: Instead = () => "Allow it to this page in the browser's settings, then try again.";

/** So long that what it says can be done meanwhile. */
const REFUSED_SHOWN_MS = 30_000;

/**
 * Puts a text on the clipboard, one that is here or has yet to be fetched. False, and a note that says so and what to do `instead`, when the
 * browser does not allow it, or nothing came.
 */
export async function copyText(text: string | Promise<string>, instead: Instead): Promise<boolean> {
  const isCopied = typeof text === "string" ? put(text) : putPromised(text);
  const fetched = await Promise.resolve(text).catch(() => null);
  if (fetched === null) toast.error("It could not be loaded. Try again.");
  if (fetched === null || (await isCopied)) return fetched !== null;
  if (typeof text !== "string" && (await put(fetched))) return true;
  toast.error(`This browser did not let us copy. ${instead(fetched)}`, { duration: REFUSED_SHOWN_MS });
  return false;
}

/** Within the click, because Safari lets nothing be copied after it. False where a browser takes no promises. */
async function putPromised(text: Promise<string>): Promise<boolean> {
  const type = "text/plain";
  const blob = text.then((words) => new Blob([words], { type }));
  try {
    await navigator.clipboard.write([new ClipboardItem({ [type]: blob })]);
    return true;
  } catch {
    blob.catch(() => {}); // whoever asked for the text is told
    return false;
  }
}

/** The old way where the page is served without TLS and the browser offers no clipboard. */
async function put(text: string): Promise<boolean> {
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
  }
  const area = document.createElement("textarea");
  area.value = text;
  // what a field holds has lost its CRs
  const give = (event: ClipboardEvent) => {
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
  };
  area.style.position = "fixed";
  area.style.opacity = "0";
  const before = document.activeElement;
  const home = document.querySelector("[role=dialog]") ?? document.body; // a dialog keeps the focus inside
  home.append(area);
  area.select();
  area.addEventListener("copy", give);
  const done = document.execCommand("copy");
  area.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return done;
}

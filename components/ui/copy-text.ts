import { toast } from "./toast";

/** What else one can do with a text that stands on the page, with a link, and with what stands nowhere as it is copied. */
export const markIt = "Mark it on the page and copy it from there.";
export const takeLink = (link: string): string => `Copy it from here: ${link}`;
export const allowIt = "Allow it to this page in the browser's settings, then try again.";

/** So long that what it says can be done meanwhile. */
const REFUSED_SHOWN_MS = 30_000;

/** Puts a text on the clipboard. False, and a note that says so and what to do `instead`, when the browser does not allow it. */
export async function copyText(text: string, instead: string): Promise<boolean> {
  const isCopied = await put(text);
  if (!isCopied) toast.error(`This browser did not let us copy. ${instead}`, { duration: REFUSED_SHOWN_MS });
  return isCopied;
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

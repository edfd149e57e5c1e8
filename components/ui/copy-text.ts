import { toast } from "./toast";

/** Puts a text on the clipboard. False, and a note that says so, when the browser does not allow it. */
export async function copyText(text: string): Promise<boolean> {
  const isCopied = await put(text);
  if (!isCopied) toast.error("This browser did not let us copy.");
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

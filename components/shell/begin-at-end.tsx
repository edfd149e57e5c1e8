/** Runs in the page before its own scripts: it may use nothing from outside of it. */
function beginAtEnd(): void {
  const touched = () => {
    document.documentElement.dataset.touched = "";
  };
  for (const name of ["wheel", "pointerdown", "keydown"]) window.addEventListener(name, touched, { once: true, passive: true });
  if (CSS.supports("scroll-initial-target", "nearest")) return;
  let isOver = false;
  const end = () => {
    isOver = true;
  };
  // What was loaded is put into its place a moment later.
  window.addEventListener("load", () => setTimeout(end, 3_000));
  const look = () => {
    const mark = document.querySelector("[data-begins-here]");
    const box = mark?.closest("[data-scrolls]");
    // What is still to be put into its place is there, but not shown.
    if (box && box.clientHeight > 0) box.scrollTop = box.scrollHeight;
    // Once all of the page was read, one without a conversation gets none.
    else if (mark ? !isOver : document.readyState === "loading") requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/**
 * A conversation begins at its end from its first frame on, also in browsers that know no `scroll-initial-target` (Firefox, Safari). That a hand was on
 * the page before its scripts were awake is noted for them.
 */
export const BeginAtEnd = ({ nonce }: { nonce: string }) => <script nonce={nonce}>{`(${beginAtEnd.toString()})()`}</script>;

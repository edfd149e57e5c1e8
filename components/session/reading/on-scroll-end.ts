/** Longer than between two steps of a scroll that goes on. */
const REST_MS = 150;

/** Calls `then` when a scrolling has come to rest, also in browsers that do not say so (Safari before 26.2). Gives the way to end it. */
export function onScrollEnd(box: HTMLElement, then: () => void): () => void {
  if ("onscrollend" in window) {
    box.addEventListener("scrollend", then);
    return () => box.removeEventListener("scrollend", then);
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onScroll = () => {
    clearTimeout(timer);
    timer = setTimeout(then, REST_MS);
  };
  box.addEventListener("scroll", onScroll, { passive: true });
  return () => {
    clearTimeout(timer);
    box.removeEventListener("scroll", onScroll);
  };
}

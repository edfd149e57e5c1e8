/** Where to go after signing in: only ever a page of ours. */

const HOME = "/sessions";
/** In the head of an answer, and encoded once more; one can do without a longer one. */
const PATH_MAX = 1_000;

/** `wanted` as a path of this dashboard; HOME for anything else: other hosts, scripts, the sign-in pages themselves, what is too long. */
export function returnPath(wanted: unknown): string {
  if (typeof wanted !== "string" || !wanted.startsWith("/")) return HOME;
  const url = URL.canParse(wanted, "http://dashboard.invalid") ? new URL(wanted, "http://dashboard.invalid") : null;
  if (url?.host !== "dashboard.invalid" || /^\/(sign-in|welcome|api|_next)(\/|$)/.test(url.pathname)) return HOME;
  url.searchParams.delete("_rsc"); // Next's own mark on a navigation inside the page
  const path = `${url.pathname}${url.search}`;
  return path === "/" || path.startsWith("//") || path.length > PATH_MAX ? HOME : path;
}

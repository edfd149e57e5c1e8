import { SOFT_KEYBOARD } from "@/components/session/use-media";

const composer = () => document.querySelector<HTMLElement>("textarea[aria-label=Message]");

export const focusComposer = (): void => composer()?.focus();

/** What had the focus goes away: one goes on writing; on the page where one may not, or where a keyboard would cover it. */
export function leaveToComposer(): void {
  const field = matchMedia(SOFT_KEYBOARD).matches ? null : composer();
  (field ?? document.getElementById("main"))?.focus();
}

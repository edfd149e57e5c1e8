/** A page that stays although Next would leave it: its server may be away. */
import { goIfThere, isInDoubt } from "./server-reach";

/** By a script, to a page that is loaded anew. */
const isByScript = ({ cancelable, userInitiated, destination, navigationType }: NavigateEvent): boolean =>
  cancelable && !userInitiated && !destination.sameDocument && (navigationType === "push" || navigationType === "replace");

/**
 * A link that was followed before anybody knew that the server is away: its page cannot be fetched, and Next leaves for its address. Browsers
 * that say so before they leave (not all do yet) are kept here until the server was asked. Gives the way to end it.
 */
export function holdLeaving(): () => void {
  if (!("navigation" in window)) return () => {};
  const { navigation } = window;
  let isLeaving = false;
  const onNavigate = (event: NavigateEvent) => {
    if (isLeaving || !isByScript(event) || !isInDoubt()) return;
    event.preventDefault();
    const leave = () => {
      isLeaving = true;
      location.assign(event.destination.url);
    };
    // Next waits for the page to go until it is told where the page is.
    void goIfThere(leave).then((isGone) => isGone || history.replaceState(null, "", location.href));
  };
  navigation.addEventListener("navigate", onNavigate);
  return () => navigation.removeEventListener("navigate", onNavigate);
}

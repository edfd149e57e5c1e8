/** Whether the server is there to make a page: when it is not, Next leaves for the page's address by the browser, which shows its own error page then. */
import { toast } from "./toast";

const PATIENCE_MS = 10_000;

let isConnected = true;

/** Said by the connection that a tab holds. */
export const noteConnection = (isOpen: boolean): void => {
  isConnected = isOpen;
};

export const isInDoubt = (): boolean => !isConnected || !navigator.onLine;

/** Without a session, and cheap: able to make pages, or not. */
export const isServerWell = (): Promise<boolean> =>
  fetch("/api/health", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) }).then(
    ({ ok }) => ok,
    () => false,
  );

/** Goes at once, but where the server may be away: there it is asked first, and the page stays and says so. True: it went. */
export async function goIfThere(go: () => void): Promise<boolean> {
  const goes = !isInDoubt() || (await isServerWell());
  if (goes) go();
  else toast.error("The dashboard cannot be reached. This page stays as it is; try again in a moment.", { id: "not-reached" });
  return goes;
}

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

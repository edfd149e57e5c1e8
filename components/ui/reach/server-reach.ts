/** Whether the server is there to make a page: when it is not, Next leaves for the page's address by the browser, which shows its own error page then. */
import { toast } from "@/components/ui/overlays/toast";

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

"use client";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/overlays/alert-dialog";
import { hasUserName, isLookalike } from "@/lib/domain/text/safe-address";

const SHOWN_MAX = 2_000;

/** What makes an address worth a second look. */
function warningOf(url: URL): string {
  if (hasUserName(url)) return "The address carries a user name before its host: what stands before the @ is not where it leads.";
  if (isLookalike(url)) return "The host is written in letters that can look like others.";
  return url.protocol === "http:" ? "The connection will not be encrypted." : "";
}

const shown = "block max-h-24 overflow-y-auto font-mono text-xs text-muted-foreground";

/** Where the tool wants to send the person, said before anything opens; `given` is what the tool wrote. */
export function Address({ url, given }: { url: URL | null; given: string | null }) {
  if (!url)
    return (
      <div className="wrap-anywhere">
        <p className="text-failed">The tool gave no address that can be opened. Decline or cancel.</p>
        {given ? <bdi className={shown}>{given.slice(0, SHOWN_MAX)}</bdi> : null}
      </div>
    );
  const warning = warningOf(url);
  return (
    <div className="wrap-anywhere">
      <p>
        It asks you to open a page on <b className="font-semibold">{url.host}</b>.
      </p>
      <span className={shown}>{url.href.slice(0, SHOWN_MAX)}</span>
      {warning ? <p className="mt-1 font-medium text-failed">{warning}</p> : null}
    </div>
  );
}

/** Opens only after the host was shown and confirmed. */
export function OpenAddress({ url, isSending, onOpened }: { url: URL | null; isSending: boolean; onOpened: () => void }) {
  const accept = (
    <Button variant="waiting" disabled={isSending || !url}>
      Accept
    </Button>
  );
  if (!url) return accept;
  const warning = warningOf(url);
  const open = () => {
    window.open(url.href, "_blank", "noopener,noreferrer");
    onOpened();
  };
  return (
    <Confirm
      trigger={accept}
      title={<span className="wrap-anywhere">Open {url.host}?</span>}
      description={
        <>
          A tool chose this page, not the dashboard. It opens in a new tab; give it nothing that it should not have.
          {warning ? <span className="mt-1.5 block font-medium text-failed">{warning}</span> : null}
        </>
      }
      action="Open the page"
      tone="primary"
      onConfirm={open}
    />
  );
}

import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";

/** The same words for a session that does not exist and one this person may not see. */
export default function SessionNotFound() {
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-3 p-6 text-center">
      <h1 className="text-xl font-semibold tracking-tight">Not found</h1>
      <p className="max-w-[420px] text-muted-foreground">
        There is no session at this address that you may see. Its owner or a project's administrator can tell you more.
      </p>
      <Button asChild variant="primary">
        <Link href="/sessions">Go to sessions</Link>
      </Button>
    </div>
  );
}

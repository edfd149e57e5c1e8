import { ArrowLeftIcon, LockIcon } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { PageProblem } from "./page-problem";

/** Not there and not allowed look the same. */
export function NothingHere() {
  return (
    <PageProblem
      icon={<LockIcon aria-hidden />}
      title="Not found"
      actions={
        <Button asChild>
          <Link href="/sessions">
            <ArrowLeftIcon aria-hidden />
            To your sessions
          </Link>
        </Button>
      }
    >
      There is nothing at this address that you may see. It may be somebody else's, or gone.
    </PageProblem>
  );
}

import { ArrowLeftIcon, LockIcon } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/reach/link";
import { PageProblem } from "./page-problem";

const WORDS = "There is nothing at this address that you may see. It may be somebody else's, or gone.";

/** Not there and not allowed look the same. */
export function NothingHere({ children = WORDS }: { children?: string }) {
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
      {children}
    </PageProblem>
  );
}

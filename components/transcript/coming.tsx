import { cn } from "@/components/ui/cn";
import { Skeleton } from "@/components/ui/skeleton";

/** About where something will be whose code comes later; on paper, what did not come is named. */
const coming = (look: string) =>
  function Coming() {
    return (
      <>
        <Skeleton className={cn("print:hidden", look)} />
        <p className="hidden text-xs text-muted-foreground print:block">It was not loaded.</p>
      </>
    );
  };

export const ChangesCome = coming("mt-1.5 ml-[26px] h-7 w-28 md:ml-9 touch:h-11");
export const LineComes = coming("mx-3 my-1.5 h-4");
export const CardComes = coming("h-9");
export const InsideComes = coming("mx-3 my-2 h-20");

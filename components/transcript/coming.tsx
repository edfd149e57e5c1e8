import { type ComponentType, type ReactNode, Suspense } from "react";
import { cn } from "@/components/ui/cn";
import { Skeleton } from "@/components/ui/skeleton";

/** About where something will be whose code comes later. With it each is waited for by itself: without, the whole page would wait. */
const coming = (look: string) =>
  function Coming() {
    return (
      <>
        <Skeleton className={cn("print:hidden", look)} />
        <p className="hidden text-xs text-muted-foreground print:block">It was not loaded.</p>
      </>
    );
  };

export const LineComes = coming("mx-3 my-1.5 h-4");
export const CardComes = coming("h-9");
export const InsideComes = coming("mx-3 my-2 h-20");

/** The same where something can be said before its code is there: that is what it has in it. */
export const meanwhile = <P extends { children?: ReactNode }>(Part: ComponentType<P>): ComponentType<P> =>
  function Meanwhile(props: P) {
    return (
      <Suspense fallback={props.children ?? <InsideComes />}>
        <Part {...props} />
      </Suspense>
    );
  };

"use client";
import { type ComponentType, type ReactNode, Suspense, use, useEffect, useMemo, useState } from "react";
import { useIsAwake } from "@/components/ui/use-is-awake";
import { orAgain } from "./or-again";

const isServer = typeof window === "undefined";

type Load<P extends object> = () => Promise<ComponentType<P>>;

const ofServer: (() => PromiseLike<unknown>)[] = [];
let allThere: Promise<unknown> | null = null;

/** What is there already: React draws it at once, where another promise would have it draw something else meanwhile. */
function atOnce<T>(value: T): Promise<T> {
  const given = Promise.resolve(value);
  const then = (take?: (value: T) => unknown) => atOnce(take ? take(value) : value);
  // biome-ignore lint/suspicious/noThenProperty: what waits for it goes on at once
  return Object.assign(given, { then: then as typeof given.then }); // as: nobody is told of a failure, as there is none
}

/** How the code of a late part is fetched, and had at once when it is there. */
export function lateCode<P extends object>(load: Load<P>): Load<P> {
  let there: ComponentType<P> | null = null;
  const code: Load<P> = () => {
    if (there) return atOnce(there);
    return orAgain(load).then((part) => {
      there = part;
      return part;
    });
  };
  if (isServer) {
    ofServer.push(code);
    allThere = null;
  }
  return code;
}

/** Tells that what stands beside it is awake. */
function Awake({ tell }: { tell: () => void }) {
  useEffect(tell, [tell]);
  return null;
}

/**
 * A part of the page whose code may not be there yet is waited for by itself: without, all of the page would wait, and take no key. Meanwhile
 * what is in it stands there, or else `Coming`. What a server drew stands as it was drawn until the code is there, whatever is new: told of
 * anything else before, React would take it away. A server has the code before it draws the first part, so that none waits in its own place: what it
 * draws stands there from the first, also where React sends it behind the rest of the page and puts it in place later.
 */
export const latePart = <P extends object>(Part: ComponentType<P>, Coming: ComponentType): ComponentType<P> =>
  function LatePart(props: P) {
    if (isServer) {
      allThere ??= Promise.all(ofServer.map((code) => code()));
      use(allThere);
    }
    const isAwake = useIsAwake();
    const [drawn, setDrawn] = useState(isAwake ? null : props);
    const shown = drawn ?? props;
    return useMemo(() => {
      const { children = <Coming /> }: { children?: ReactNode } = shown;
      const part = <Part {...shown} />;
      return (
        <Suspense fallback={isServer ? part : children}>
          {part}
          {drawn ? <Awake tell={() => setDrawn(null)} /> : null}
        </Suspense>
      );
    }, [shown, drawn]);
  };

import { type ComponentType, type ReactNode, Suspense } from "react";

const isServer = typeof window === "undefined";

/**
 * A part of the page whose code may not be there yet is waited for by itself: without, all of the page would wait, and take no key. Meanwhile
 * what is in it stands there, or else `Coming`. A server has the code: what it draws stands there from the first, also where React
 * sends it behind the rest of the page and puts it in place later.
 */
export const latePart = <P extends object>(Part: ComponentType<P>, Coming: ComponentType): ComponentType<P> =>
  function LatePart(props: P) {
    const { children = <Coming /> }: { children?: ReactNode } = props;
    const part = <Part {...props} />;
    return <Suspense fallback={isServer ? part : children}>{part}</Suspense>;
  };

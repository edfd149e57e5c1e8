"use client";
import NextLink from "next/link";
import { type ComponentProps, useState } from "react";
import { isInDoubt } from "./server-reach";
import { useGo } from "./use-go";

type Props = Omit<ComponentProps<typeof NextLink>, "prefetch" | "onNavigate" | "href"> & { href: string };

/**
 * A link whose page is fetched ahead once somebody is about to follow it: under the pointer, a finger or the focus.
 * Next would fetch ahead every link in view, which for a list of fifty sessions is a hundred requests per page.
 */
export function Link({ onPointerEnter, onFocus, ...props }: Props) {
  const go = useGo();
  const [isLikely, setLikely] = useState(false);
  return (
    <NextLink
      {...props}
      prefetch={isLikely ? null : false}
      // Not called for a click that opens a tab of its own.
      onNavigate={(event) => {
        if (!isInDoubt()) return;
        event.preventDefault();
        go(props.href, props);
      }}
      onPointerEnter={(event) => {
        setLikely(true);
        onPointerEnter?.(event);
      }}
      onFocus={(event) => {
        setLikely(true);
        onFocus?.(event);
      }}
    />
  );
}

"use client";
import NextLink from "next/link";
import { type ComponentProps, useState } from "react";

type Props = Omit<ComponentProps<typeof NextLink>, "prefetch">;

/**
 * A link whose page is fetched ahead once somebody is about to follow it: under the pointer, a finger or the focus.
 * Next would fetch ahead every link in view, which for a list of fifty sessions is a hundred requests per page.
 */
export function Link({ onPointerEnter, onFocus, ...props }: Props) {
  const [isLikely, setLikely] = useState(false);
  return (
    <NextLink
      {...props}
      prefetch={isLikely ? null : false}
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

"use client";
import type { ComponentProps, ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Link } from "./link";

type Props = { href: string; variant?: ComponentProps<typeof Button>["variant"]; children: ReactNode };

/** A link that looks, is called and is pressed like a button: the one way on from a page. */
export function LinkButton({ href, variant = "primary", children }: Props) {
  return (
    <Button asChild variant={variant}>
      <Link
        href={href}
        role="button"
        onKeyDown={(event) => {
          if (event.key !== " ") return;
          event.preventDefault();
          event.currentTarget.click();
        }}
      >
        {children}
      </Link>
    </Button>
  );
}

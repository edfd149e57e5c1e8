import { cva, type VariantProps } from "class-variance-authority";
import { type ComponentProps, cloneElement, isValidElement, type MouseEvent } from "react";
import { cn } from "./cn";

const buttonVariants = cva(
  "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border border-transparent font-medium whitespace-nowrap transition-colors duration-100 disabled:pointer-events-none disabled:opacity-55 aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-primary text-primary-foreground hover:bg-primary-hover",
        outline: "border-border-strong bg-card shadow-sm hover:bg-accent",
        ghost: "text-muted-foreground hover:bg-accent hover:text-foreground",
        danger: "bg-destructive text-destructive-foreground hover:opacity-90",
        "danger-quiet": "border-failed/45 bg-card text-failed hover:bg-failed-soft",
        waiting: "bg-waiting text-card hover:opacity-90",
        link: "h-auto p-0 text-primary underline-offset-2 hover:underline",
      },
      size: {
        sm: "h-[26px] px-2 text-xs [&_svg]:size-3.5",
        md: "h-[30px] px-[11px] text-sm",
        lg: "h-9 px-4 text-md",
        icon: "size-[30px] p-0",
        "icon-sm": "size-[26px] p-0 [&_svg]:size-3.5",
      },
    },
    defaultVariants: { variant: "outline", size: "md" },
  },
);

type ButtonProps = ComponentProps<"button"> &
  VariantProps<typeof buttonVariants> & {
    asChild?: boolean;
    /** It was pressed and is not done: it does nothing and keeps the focus, which a disabled one would lose. */
    isBusy?: boolean;
    /** There is nothing for it to do now: as one that is busy, and waits for nothing. */
    isIdle?: boolean;
  };

/** Of a button that stays in reach. */
const doNothing = (event: MouseEvent): void => event.preventDefault();

/** A button; `asChild` lends its looks to a link. On a phone every size is at least 44 px high to a finger. */
export function Button({
  className,
  variant,
  size,
  asChild = false,
  isBusy = false,
  isIdle = false,
  type = "button",
  children,
  ...props
}: ButtonProps) {
  const worn = {
    "data-slot": "button",
    className: cn(buttonVariants({ variant, size }), "relative pointer-coarse:after:absolute pointer-coarse:after:-inset-2", className),
    ...props,
    ...(isBusy ? { "aria-busy": true } : {}),
    ...(isBusy || isIdle ? { "aria-disabled": true, onClick: doNothing } : {}),
  };
  if (asChild) return isValidElement(children) ? cloneElement(children, worn) : null;
  return (
    <button type={type} {...worn}>
      {children}
    </button>
  );
}

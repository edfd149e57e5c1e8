import type { ReactNode } from "react";

/** Nothing here yet, and what to do about it. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div data-slot="empty-state" className="mx-auto flex max-w-md flex-col items-center gap-2 px-5 py-14 text-center">
      {icon && (
        <span className="mb-1 flex size-10 items-center justify-center rounded-lg bg-primary-soft text-primary [&_svg]:size-5">{icon}</span>
      )}
      <h2 className="text-lg font-semibold tracking-title">{title}</h2>
      {children && <div className="text-muted-foreground">{children}</div>}
      {action && <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}

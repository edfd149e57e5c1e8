import type { ReactNode } from "react";

export type MarkName = "answer" | "read" | "edit" | "shell" | "failure" | "stop" | "question" | "injected" | "run" | "thinking" | "done";

const line = { fill: "none", stroke: "currentColor", strokeWidth: 1.6, strokeLinecap: "round", strokeLinejoin: "round" } as const;

const DRAWN: Record<MarkName, ReactNode> = {
  answer: <circle cx="6" cy="6" r="4.2" fill="currentColor" />,
  read: <circle cx="6" cy="6" r="3.2" {...line} />,
  edit: <path d="M6 1.2 10.8 6 6 10.8 1.2 6z" fill="currentColor" />,
  shell: <path d="m2.4 2.8 3.4 3.2-3.4 3.2M7 9.6h3.4" {...line} />,
  failure: <path d="M6 1 11.4 10.6H.6z" fill="currentColor" />,
  stop: <rect x="2" y="2" width="8" height="8" rx="1.3" fill="currentColor" />,
  question: (
    <>
      <circle cx="6" cy="6" r="4.6" {...line} />
      <circle cx="6" cy="6" r="1.7" fill="currentColor" />
    </>
  ),
  injected: <path d="M2 1.6h8L6 6l4 4.4H2L6 6z" {...line} />,
  run: <path d="M3 1.6v5c0 2 1.4 2.8 3.4 2.8H10" {...line} />,
  thinking: <path d="M1.6 3.2h8.8M1.6 6h6M1.6 8.8h3.4" {...line} />,
  done: <path d="m2 6.3 2.7 2.7L10 3.4" {...line} />,
};

/** One of the twelve-pixel marks of the spine; a word always stands beside it. */
export function Mark({ name, className }: { name: MarkName; className?: string }) {
  return (
    <svg viewBox="0 0 12 12" aria-hidden="true" className={className} width={12} height={12}>
      {DRAWN[name]}
    </svg>
  );
}

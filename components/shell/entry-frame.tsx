import type { ReactNode } from "react";
import { Logo } from "./logo";
import { SpineStory } from "./spine-story";
import { ThemeSwitch } from "./theme-switch";

/** The page of somebody who is not signed in: a form beside what it leads to. */
export function EntryFrame({ title, words, children }: { title: string; words: string; children?: ReactNode }) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(440px,560px)_minmax(0,1fr)]">
      <main className="flex min-w-0 flex-col bg-card px-5 py-5 md:px-8 md:py-6 lg:border-r">
        <div className="flex items-center gap-2.5 text-[16px] font-semibold tracking-title">
          <Logo className="size-[26px] text-primary" />
          Octomind
          <span className="ml-auto">
            <ThemeSwitch />
          </span>
        </div>
        <div className="m-auto w-full max-w-[344px] py-10">
          <h1 className="text-2xl font-semibold tracking-[-0.025em] wrap-anywhere">{title}</h1>
          <p className="mt-1 mb-6 text-muted-foreground wrap-anywhere">{words}</p>
          {children}
        </div>
        <p className="text-xs text-muted-foreground">
          The Demo project runs the <span className="font-medium text-foreground">demo agent: scripted, no model.</span>
        </p>
      </main>
      <div className="hidden place-items-center overflow-hidden bg-sidebar px-10 lg:grid">
        <SpineStory />
      </div>
    </div>
  );
}

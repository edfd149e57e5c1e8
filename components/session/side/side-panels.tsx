"use client";
// What may stand beside the session, or waits in it, comes after the page, and ahead of its first use.
import dynamic from "next/dynamic";
import { afterLoad } from "@/components/ui/reach/after-load";
import { lateCode, latePart } from "@/components/ui/reach/late-part";
import { orAgain } from "@/components/ui/reach/or-again";
import { useAhead } from "@/components/ui/reach/use-ahead";
import { Skeleton } from "@/components/ui/skeleton";

/** What is seen where somebody is quicker than what is fetched ahead. */
function Coming() {
  return (
    <div role="status" aria-label="Loading" className="flex flex-col">
      <div className="flex min-h-header items-center border-b px-3">
        <Skeleton className="h-4 w-24" />
      </div>
      <div className="grid gap-2 p-3">
        <Skeleton className="h-7" />
        <Skeleton className="h-7" />
        <Skeleton className="h-7" />
      </div>
    </div>
  );
}

const Nothing = () => null;

const loadChanges = () => orAgain(() => import("./changes-panel").then((module) => module.ChangesPanel));
const loadFirstWords = lateCode(() => import("@/components/session/first-words").then((module) => module.FirstWords));
const loadGlance = () => orAgain(() => afterLoad(() => import("./session-glance").then((module) => module.SessionGlance)));
const loadInspector = () => orAgain(() => import("./inspector-panel").then((module) => module.InspectorPanel));
const loadOutline = () => orAgain(() => import("./outline-panel").then((module) => module.OutlinePanel));
const loadQuestion = lateCode(() => import("@/components/session/question/elicitation-form").then((module) => module.ElicitationForm));
const loadPasteOffer = () => orAgain(() => import("@/components/session/composer/paste-offer").then((module) => module.PasteOfferLine));
const loadPickers = () =>
  orAgain(() => afterLoad(() => import("@/components/session/composer/setting-pickers").then((module) => module.SettingPickers)));
const loadQueue = lateCode(() => import("@/components/session/queue/waiting-queue").then((module) => module.WaitingQueue));
const loadReadOnly = lateCode(() => import("@/components/session/read-only").then((module) => module.ReadOnly));
const loadSuggestions = () =>
  orAgain(() => import("@/components/session/composer/suggestion-list").then((module) => module.SuggestionList));

export const ChangesPanel = dynamic(loadChanges, { ssr: false, loading: Coming });
export const FirstWords = latePart(dynamic(loadFirstWords), Nothing);
export const InspectorPanel = dynamic(loadInspector, { ssr: false, loading: Coming });
export const OutlinePanel = dynamic(loadOutline, { ssr: false, loading: Coming });
export const ElicitationForm = latePart(dynamic(loadQuestion), Nothing);
export const SessionGlance = dynamic(loadGlance, { ssr: false });
export const PasteOfferLine = dynamic(loadPasteOffer, { ssr: false });
export const SettingPickers = dynamic(loadPickers, { ssr: false });
export const ReadOnly = latePart(dynamic(loadReadOnly), Nothing);
export const SuggestionList = dynamic(loadSuggestions, { ssr: false });
export const WaitingQueue = latePart(dynamic(loadQueue), Nothing);

const AHEAD = [loadSuggestions, loadPasteOffer, loadQueue, loadOutline, loadChanges, loadInspector, loadQuestion, loadReadOnly];

/** Fetches them ahead when the page has time. */
export const useSidePanelsAhead = (): void => useAhead(AHEAD);

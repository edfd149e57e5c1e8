"use client";
// What opens over a page comes after it, and ahead of its first use.
import dynamic from "next/dynamic";
import { orWords } from "@/components/ui/reach/not-there";
import { untilThere } from "@/components/ui/reach/until-there";
import { useAhead } from "@/components/ui/reach/use-ahead";
import { PlainNotes } from "./plain-notes";

const loadMenu = () => orWords(() => import("./menu-body").then((module) => module.MenuBody));
const loadPrompt = () => orWords(() => import("./prompt-dialog").then((module) => module.PromptDialog));
const loadSheet = () => orWords(() => import("./sheet").then((module) => module.Sheet));
const loadSideSheet = () => orWords(() => import("./sheet").then((module) => module.SideSheet));
const loadNote = () => orWords(() => import("./explained-note").then((module) => module.ExplainedNote));
const loadToasts = () => untilThere(() => import("./toast-screen").then((module) => module.ToastScreen));

export const MenuBody = dynamic(loadMenu, { ssr: false });
export const PromptDialog = dynamic(loadPrompt, { ssr: false });
export const Sheet = dynamic(loadSheet, { ssr: false });
export const SideSheet = dynamic(loadSideSheet, { ssr: false });
export const ExplainedNote = dynamic(loadNote, { ssr: false });
export const ToastScreen = dynamic(() => loadToasts().catch(() => PlainNotes), { ssr: false, loading: PlainNotes });

const AHEAD = [loadToasts, loadMenu, loadPrompt, loadSheet, loadNote]; // first what says that the server is away

/** Fetches them ahead when the page has time. */
export const useOverlaysAhead = (): void => useAhead(AHEAD);

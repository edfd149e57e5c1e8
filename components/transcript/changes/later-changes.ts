"use client";
// Apart from what else comes later: what a turn changed opens some of that itself.
import dynamic from "next/dynamic";
import { ChangesCome } from "@/components/transcript/coming";
import { lateCode, latePart } from "@/components/ui/reach/late-part";

/** Fetched while the turn runs: it stands where that ends, or its place is kept. */
export const loadTurnChanges = lateCode(() => import("./turn-changes").then((room) => room.TurnChanges));
export const TurnChanges = latePart(dynamic(loadTurnChanges), ChangesCome);

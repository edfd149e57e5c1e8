"use client";
// Apart from what else comes later: a run draws bodies of calls itself.
import dynamic from "next/dynamic";
import { CardComes, InsideComes } from "@/components/transcript/coming";
import { latePart } from "@/components/ui/reach/late-part";
import { orAgain } from "@/components/ui/reach/or-again";

export const RunBody = latePart(
  dynamic(() => orAgain(() => import("./run-body").then((room) => room.RunBody))),
  InsideComes,
);
export const RunCard = latePart(
  dynamic(() => orAgain(() => import("./run-card").then((room) => room.RunCard))),
  CardComes,
);

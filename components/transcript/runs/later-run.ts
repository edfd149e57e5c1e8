"use client";
// Apart from what else comes later: a run draws bodies of calls itself.
import dynamic from "next/dynamic";
import { CardComes, InsideComes } from "@/components/transcript/coming";
import { lateCode, latePart } from "@/components/ui/reach/late-part";

export const RunBody = latePart(dynamic(lateCode(() => import("./run-body").then((room) => room.RunBody))), InsideComes);
export const RunCard = latePart(dynamic(lateCode(() => import("./run-card").then((room) => room.RunCard))), CardComes);

"use client";
// Apart from what else comes later: a run draws bodies of calls itself.
import dynamic from "next/dynamic";
import { orAgain } from "@/components/ui/or-again";
import { CardComes, InsideComes } from "./coming";

export const RunBody = dynamic(() => orAgain(() => import("./run-body").then((room) => room.RunBody)), { loading: InsideComes });
export const RunCard = dynamic(() => orAgain(() => import("./run-card").then((room) => room.RunCard)), { loading: CardComes });

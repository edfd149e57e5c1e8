"use client";
// Apart from what else comes later: a run draws bodies of calls itself.
import dynamic from "next/dynamic";
import { untilThere } from "@/components/ui/until-there";

export const RunBody = dynamic(() => untilThere(() => import("./run-body").then((room) => room.RunBody)));
export const RunCard = dynamic(() => untilThere(() => import("./run-card").then((room) => room.RunCard)));

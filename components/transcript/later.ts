"use client";
// What few sessions show: its code comes with the first of them.
import dynamic from "next/dynamic";
import { orAgain } from "@/components/ui/or-again";
import { CardComes, InsideComes, LineComes, meanwhile } from "./coming";

export const BeforeBody = meanwhile(dynamic(() => orAgain(() => import("./tools/before-body").then((room) => room.BeforeBody))));
export const ChangedFiles = dynamic(() => orAgain(() => import("./changed-files").then((room) => room.ChangedFiles)), {
  loading: InsideComes,
});
export const CommandAnswer = dynamic(() => orAgain(() => import("./command-answer").then((room) => room.CommandAnswer)), {
  loading: InsideComes,
});
export const EntriesBody = dynamic(() => orAgain(() => import("./tools/entries-body").then((room) => room.EntriesBody)), {
  loading: InsideComes,
});
export const FolderBody = dynamic(() => orAgain(() => import("./tools/folder-body").then((room) => room.FolderBody)), {
  loading: InsideComes,
});
export const LateBody = meanwhile(dynamic(() => orAgain(() => import("./tools/late-body").then((room) => room.LateBody))));
export const LeftCommand = dynamic(() => orAgain(() => import("./tools/left-body").then((room) => room.LeftCommand)), {
  loading: LineComes,
});
export const LeftReports = dynamic(() => orAgain(() => import("./tools/left-body").then((room) => room.LeftReports)), {
  loading: LineComes,
});
export const PatchBody = dynamic(() => orAgain(() => import("./patch-body").then((room) => room.PatchBody)), { loading: InsideComes });
export const PlanBody = dynamic(() => orAgain(() => import("./tools/plan-body").then((room) => room.PlanBody)), { loading: InsideComes });
export const ProcessesCard = dynamic(() => orAgain(() => import("./processes-card").then((room) => room.ProcessesCard)), {
  loading: CardComes,
});
export const QuestionLine = dynamic(() => orAgain(() => import("./question-line").then((room) => room.QuestionLine)), {
  loading: CardComes,
});
export const ScheduleBody = dynamic(() => orAgain(() => import("./tools/schedule-body").then((room) => room.ScheduleBody)), {
  loading: InsideComes,
});
export const TableBody = dynamic(() => orAgain(() => import("./tools/table-body").then((room) => room.TableBody)), {
  loading: InsideComes,
});
export const WorkdirBody = dynamic(() => orAgain(() => import("./tools/workdir-body").then((room) => room.WorkdirBody)), {
  loading: LineComes,
});

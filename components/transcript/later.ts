"use client";
// What few sessions show: its code comes with the first of them.
import dynamic from "next/dynamic";
import { latePart } from "@/components/ui/reach/late-part";
import { orAgain } from "@/components/ui/reach/or-again";
import { CardComes, InsideComes, LineComes } from "./coming";

export const BeforeBody = latePart(
  dynamic(() => orAgain(() => import("./tools/before-body").then((room) => room.BeforeBody))),
  InsideComes,
);
export const ChangedFiles = latePart(
  dynamic(() => orAgain(() => import("./changes/changed-files").then((room) => room.ChangedFiles))),
  InsideComes,
);
export const CommandAnswer = latePart(
  dynamic(() => orAgain(() => import("./commands/command-answer").then((room) => room.CommandAnswer))),
  InsideComes,
);
export const EntriesBody = latePart(
  dynamic(() => orAgain(() => import("./tools/entries-body").then((room) => room.EntriesBody))),
  InsideComes,
);
export const FolderBody = latePart(
  dynamic(() => orAgain(() => import("./tools/folder-body").then((room) => room.FolderBody))),
  InsideComes,
);
export const LateBody = latePart(
  dynamic(() => orAgain(() => import("./tools/late-body").then((room) => room.LateBody))),
  InsideComes,
);
export const LeftCommand = latePart(
  dynamic(() => orAgain(() => import("./tools/left-body").then((room) => room.LeftCommand))),
  LineComes,
);
export const LeftReports = latePart(
  dynamic(() => orAgain(() => import("./tools/left-body").then((room) => room.LeftReports))),
  LineComes,
);
export const PatchBody = latePart(
  dynamic(() => orAgain(() => import("./changes/patch-body").then((room) => room.PatchBody))),
  InsideComes,
);
export const PlanBody = latePart(
  dynamic(() => orAgain(() => import("./tools/plan-body").then((room) => room.PlanBody))),
  InsideComes,
);
export const ProcessesCard = latePart(
  dynamic(() => orAgain(() => import("./processes-card").then((room) => room.ProcessesCard))),
  CardComes,
);
export const QuestionLine = latePart(
  dynamic(() => orAgain(() => import("./question-line").then((room) => room.QuestionLine))),
  CardComes,
);
export const ScheduleBody = latePart(
  dynamic(() => orAgain(() => import("./tools/schedule-body").then((room) => room.ScheduleBody))),
  InsideComes,
);
export const TableBody = latePart(
  dynamic(() => orAgain(() => import("./tools/table-body").then((room) => room.TableBody))),
  InsideComes,
);
export const WorkdirBody = latePart(
  dynamic(() => orAgain(() => import("./tools/workdir-body").then((room) => room.WorkdirBody))),
  LineComes,
);

"use client";
// What few sessions show: its code comes with the first of them.
import dynamic from "next/dynamic";
import { lateCode, latePart } from "@/components/ui/reach/late-part";
import { CardComes, InsideComes, LineComes } from "./coming";

export const BeforeBody = latePart(dynamic(lateCode(() => import("./tools/before-body").then((room) => room.BeforeBody))), InsideComes);
export const ChangedFiles = latePart(
  dynamic(lateCode(() => import("./changes/changed-files").then((room) => room.ChangedFiles))),
  InsideComes,
);
export const CommandAnswer = latePart(
  dynamic(lateCode(() => import("./commands/command-answer").then((room) => room.CommandAnswer))),
  InsideComes,
);
export const EntriesBody = latePart(dynamic(lateCode(() => import("./tools/entries-body").then((room) => room.EntriesBody))), InsideComes);
export const FolderBody = latePart(dynamic(lateCode(() => import("./tools/folder-body").then((room) => room.FolderBody))), InsideComes);
export const LateBody = latePart(dynamic(lateCode(() => import("./tools/late-body").then((room) => room.LateBody))), InsideComes);
export const LeftCommand = latePart(dynamic(lateCode(() => import("./tools/left-body").then((room) => room.LeftCommand))), LineComes);
export const LeftReports = latePart(dynamic(lateCode(() => import("./tools/left-body").then((room) => room.LeftReports))), LineComes);
export const PatchBody = latePart(dynamic(lateCode(() => import("./changes/patch-body").then((room) => room.PatchBody))), InsideComes);
export const PlanBody = latePart(dynamic(lateCode(() => import("./tools/plan-body").then((room) => room.PlanBody))), InsideComes);
export const ProcessesCard = latePart(dynamic(lateCode(() => import("./processes-card").then((room) => room.ProcessesCard))), CardComes);
export const QuestionLine = latePart(dynamic(lateCode(() => import("./question-line").then((room) => room.QuestionLine))), CardComes);
export const ScheduleBody = latePart(
  dynamic(lateCode(() => import("./tools/schedule-body").then((room) => room.ScheduleBody))),
  InsideComes,
);
export const TableBody = latePart(dynamic(lateCode(() => import("./tools/table-body").then((room) => room.TableBody))), InsideComes);
export const WorkdirBody = latePart(dynamic(lateCode(() => import("./tools/workdir-body").then((room) => room.WorkdirBody))), LineComes);

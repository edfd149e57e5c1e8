"use client";
// What few sessions show: its code comes with the first of them.
import dynamic from "next/dynamic";
import { untilThere } from "@/components/ui/until-there";

export const BeforeBody = dynamic(() => untilThere(() => import("./tools/before-body").then((room) => room.BeforeBody)));
export const ChangedFiles = dynamic(() => untilThere(() => import("./changed-files").then((room) => room.ChangedFiles)));
export const EntriesBody = dynamic(() => untilThere(() => import("./tools/entries-body").then((room) => room.EntriesBody)));
export const FolderBody = dynamic(() => untilThere(() => import("./tools/folder-body").then((room) => room.FolderBody)));
export const LateBody = dynamic(() => untilThere(() => import("./tools/late-body").then((room) => room.LateBody)));
export const LeftCommand = dynamic(() => untilThere(() => import("./tools/left-body").then((room) => room.LeftCommand)));
export const LeftReports = dynamic(() => untilThere(() => import("./tools/left-body").then((room) => room.LeftReports)));
export const PatchBody = dynamic(() => untilThere(() => import("./patch-body").then((room) => room.PatchBody)));
export const PlanBody = dynamic(() => untilThere(() => import("./tools/plan-body").then((room) => room.PlanBody)));
export const ProcessesCard = dynamic(() => untilThere(() => import("./processes-card").then((room) => room.ProcessesCard)));
export const QuestionLine = dynamic(() => untilThere(() => import("./question-line").then((room) => room.QuestionLine)));
export const ScheduleBody = dynamic(() => untilThere(() => import("./tools/schedule-body").then((room) => room.ScheduleBody)));
export const TableBody = dynamic(() => untilThere(() => import("./tools/table-body").then((room) => room.TableBody)));
export const WorkdirBody = dynamic(() => untilThere(() => import("./tools/workdir-body").then((room) => room.WorkdirBody)));

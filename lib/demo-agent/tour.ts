/** The demo tour: what a person can ask for, found by keywords, and the help that lists it. */
import type { InboxMessage } from "./session";
import type { Script, Stage } from "./stage";
import { delegate, deploy, failure, markdown, notify, remind, retry, skill, slow, unpriced } from "./tour-special";
import { edit, fileIn, listFiles, plan, runTests, search, severalAtOnce, startOver, viewFile } from "./tour-work";

type Stop = { words: RegExp; example: string; shows: string; play: Script };

/** The first stop whose words are in the text is played, so the narrow ones stand first. */
const STOPS: Stop[] = [
  { words: /\bremind|\bschedule|\balarm/, example: "remind me in 5 seconds", shows: "a message to itself, later", play: remind },
  { words: /\bdeploy|\brelease\b|\bpublish/, example: "deploy", shows: "a question to you, as a form", play: deploy },
  { words: /\bdelegat|\breviewer|\bsecond agent/, example: "delegate a review", shows: "a second agent at work", play: delegate },
  { words: /\bslow|\btake your time/, example: "do something slow", shows: "a long turn; stop it, and the command it leaves", play: slow },
  { words: /\bstart over|\breset/, example: "start over", shows: "a fresh copy of the project", play: startOver },
  { words: /\bat once|\btogether|\bparallel/, example: "read several files at once", shows: "tools in parallel", play: severalAtOnce },
  { words: /\bmarkdown|\btable|\bformat(ting)?\b/, example: "show me some markdown", shows: "a formatted answer", play: markdown },
  { words: /\bretry|\bretries/, example: "show a retry", shows: "a provider that is busy at first", play: retry },
  { words: /\bskill/, example: "use a skill", shows: "a skill being loaded", play: skill },
  { words: /\bprogress|\bnotif/, example: "show progress notes", shows: "a tool reporting progress", play: notify },
  { words: /\bunpriced|\bno price|\bwithout (a )?price/, example: "an unpriced turn", shows: "tokens without a price", play: unpriced },
  { words: /\berror|\bbreak\b|\bcrash/, example: "fail with an error", shows: "a turn that ends in an error", play: failure },
  { words: /\bplan/, example: "plan a fix", shows: "several steps with thoughts between them", play: plan },
  { words: /\bfix|\bedit|\bchange|\brepair/, example: "fix the bug", shows: "edits in a copy, and the tests again", play: edit },
  { words: /\btest|\bcommand|\bshell/, example: "run the tests", shows: "a command that fails", play: runTests },
  { words: /\bsearch|\bfind\b|\bgrep|\blook for/, example: "search for discount", shows: "a search through the files", play: search },
  { words: /\blist|\bfiles\b|\bfolder|\btree/, example: "list the files", shows: "the project's files", play: listFiles },
  { words: /\bshow|\bview|\bopen\b|\bread\b/, example: "show src/shipping.mjs", shows: "one file", play: viewFile },
];

function findStop(text: string): Stop | null {
  const lower = text.toLowerCase();
  const found = STOPS.find((stop) => stop.words.test(lower)) ?? null;
  return found ?? (fileIn(text) ? (STOPS.find((stop) => stop.play === viewFile) ?? null) : null);
}

function helpText(opening: string): string {
  const rows = STOPS.map((stop) => `| ${stop.example} | ${stop.shows} |`);
  return [
    opening,
    "",
    "I am the **demo agent**: scripted, no model behind me. What I do in the small sample project is real and stays in this session's own copy. My prices are play money.",
    "",
    "| Try | You see |",
    "| --- | --- |",
    ...rows,
  ].join("\n");
}

/** Answers a person's message. */
export async function answerPerson(stage: Stage): Promise<void> {
  const stop = findStop(stage.content);
  if (stop) return stop.play(stage);
  const greets = /\b(help|hello|hi|hey|what can you|who are you)\b/i.test(stage.content);
  await stage.say(helpText(greets ? "Hello. This is what I can show you:" : "I only know a few things, and this was not one of them."));
}

/** Answers what was injected: a reminder, or the reply of a delegated run. */
export async function answerInjected(stage: Stage, message: InboxMessage): Promise<void> {
  if (message.kind === "schedule")
    return stage.say("This is the reminder you asked for. Nobody typed anything: the schedule started this turn.");
  if (message.kind === "tap_run")
    return stage.say("The reviewer is back. Its reply is above; what it cost is part of this session's total.");
  await stage.say(`Something came in from ${message.label}:\n\n${message.content}`);
}

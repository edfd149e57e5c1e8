"use client";
import { CircleHelp } from "lucide-react";
import { type FormEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { focusTurnAround } from "@/components/transcript/focus-turn";
import { Button } from "@/components/ui/button";
import { FormContext, initialForm } from "@/components/ui/forms/form-state";
import { Pill } from "@/components/ui/pill";
import { useIsAwake } from "@/components/ui/use-is-awake";
import { cutShort } from "@/lib/domain/text/cut-short";
import { webAddress } from "@/lib/domain/text/safe-address";
import type { QuestionItem } from "@/lib/domain/transcript/transcript-types";
import { Address, OpenAddress } from "./elicitation-address";
import { readContent, readRawContent } from "./elicitation-answer";
import { ElicitationControl } from "./elicitation-control";
import { type FormValues, initialValues } from "./elicitation-fields";
import { ElicitationRaw } from "./elicitation-raw";
import { readQuestionSchema } from "./elicitation-schema";

const MESSAGE_SHOWN = 4_000;
/** Where a problem of an answer in JSON is kept among those of the fields. */
const RAW = "";

/** A turn waits for them: nobody should have to aim. */
const WIDE_ON_A_PHONE = "touch:h-11 max-sm:flex-1";

/** By the names of fields; `tries`: how often it was looked for. */
type Found = { problems: Readonly<Record<string, string>>; tries: number };
type Action = "accept" | "decline" | "cancel";
type Props = {
  item: QuestionItem;
  /** The project's developers may answer it, not its owner alone. */
  isShared: boolean;
  /** True when the answer was taken. */
  onAnswer: (action: Action, content?: Record<string, unknown>) => Promise<boolean>;
};

function Head({ server }: { server: string }) {
  return (
    <div className="flex flex-wrap items-center gap-2 px-3 pt-2.5">
      <Pill tone="waiting">
        <CircleHelp aria-hidden />
        Waiting for you
      </Pill>
      <span className="text-xs text-muted-foreground">
        {server ? (
          <>
            asked by <code className="font-mono wrap-anywhere">{server.slice(0, 100)}</code> ·{" "}
          </>
        ) : null}
        the turn goes on when you answer
      </span>
    </div>
  );
}

/** A tool's question to the session's owner: a form from its schema, or an address to open; the turn waits for it. */
export function ElicitationForm({ item, isShared, onAnswer }: Props) {
  const isUrl = item.mode === "url";
  const schema = useMemo(() => readQuestionSchema(isUrl ? null : item.schema), [isUrl, item.schema]);
  const [values, setValues] = useState<FormValues>(() => (schema.kind === "form" ? initialValues(schema.fields) : {}));
  const [raw, setRaw] = useState("{\n  \n}");
  const [{ problems, tries }, setProblems] = useState<Found>({ problems: {}, tries: 0 });
  const said = useMemo(() => ({ ...initialForm, tries }), [tries]);
  const [isSending, setSending] = useState(false);
  const url = isUrl ? webAddress(item.url ?? "") : null;
  const form = useRef<HTMLFormElement>(null);
  // What is written before the page's scripts are there would be lost when they are.
  const isAwake = useIsAwake();
  useEffect(() => {
    if (Object.keys(problems).length > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true], [data-invalid] input")?.focus();
  }, [problems]);
  // Answered from elsewhere, or given up by the agent: the focus that it had goes to the turn, not to the top of the page.
  useLayoutEffect(() => {
    const here = form.current;
    return () => {
      if (here?.contains(document.activeElement)) focusTurnAround(here);
    };
  }, []);

  const send = async (action: Action, content?: Record<string, unknown>) => {
    const turn = form.current?.closest("article") ?? null;
    setSending(true);
    const taken = await onAnswer(action, content);
    if (taken) focusTurnAround(turn);
    else setSending(false);
  };
  const read = () => {
    if (schema.kind === "form") return readContent(schema.fields, values);
    const answer = readRawContent(raw);
    return answer.ok ? answer : { ok: false as const, problems: { [RAW]: answer.problem } };
  };
  const accept = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isUrl || isSending) return;
    const answer = read();
    setProblems((before) => ({ problems: answer.ok ? {} : answer.problems, tries: before.tries + 1 }));
    if (answer.ok) void send("accept", answer.content);
  };

  return (
    <form
      ref={form}
      aria-label={item.message.slice(0, 200) || `Question from ${item.server}`}
      noValidate
      onSubmit={accept}
      className="rounded-lg border-[1.5px] border-waiting-line bg-card shadow-[0_0_0_4px_color-mix(in_srgb,var(--waiting-line)_14%,transparent)]"
    >
      <Head server={item.server} />
      <fieldset disabled={!isAwake} className="grid min-w-0 gap-2.5 px-3 pt-2 pb-3 [&_:disabled]:opacity-100">
        <p className="max-h-72 overflow-y-auto text-prose font-medium wrap-anywhere whitespace-pre-wrap">
          {cutShort(item.message, MESSAGE_SHOWN)}
        </p>
        {isUrl ? <Address url={url} given={item.url} /> : null}
        <FormContext value={said}>
          {schema.kind === "raw" ? (
            <ElicitationRaw why={schema.why} schema={schema.schema} value={raw} problem={problems[RAW]} onChange={setRaw} />
          ) : (
            schema.fields.map((field) => (
              <ElicitationControl
                key={field.name}
                field={field}
                value={values[field.name]}
                problem={Object.hasOwn(problems, field.name) ? problems[field.name] : undefined}
                onChange={(value) => setValues({ ...values, [field.name]: value })}
              />
            ))
          )}
        </FormContext>
        <div className="flex flex-wrap items-center gap-2">
          {isUrl ? (
            <OpenAddress url={url} isSending={isSending} onOpened={() => void send("accept")} />
          ) : (
            <Button type="submit" variant="waiting" isBusy={isSending} className={WIDE_ON_A_PHONE}>
              Accept
            </Button>
          )}
          <Button isBusy={isSending} onClick={() => void send("decline")} className={WIDE_ON_A_PHONE}>
            Decline
          </Button>
          <Button variant="ghost" isBusy={isSending} onClick={() => void send("cancel")} className={WIDE_ON_A_PHONE}>
            Cancel the call
          </Button>
          <span className="ml-auto text-xs text-muted-foreground">
            {isShared ? "Every developer of the project can answer." : "Only you can answer."} Recorded with name and time.
          </span>
        </div>
      </fieldset>
    </form>
  );
}

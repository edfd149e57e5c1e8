"use client";
import { CircleHelp } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Pill } from "@/components/ui/pill";
import { Select } from "@/components/ui/select";
import type { QuestionItem } from "@/lib/domain/transcript-types";
import { type FormField, type FormValues, initialValues, readContent, readFields } from "./elicitation-fields";

type Action = "accept" | "decline" | "cancel";
type Props = {
  item: QuestionItem;
  ownerName: string;
  /** True when the answer was taken. */
  onAnswer: (action: Action, content?: Record<string, unknown>) => Promise<boolean>;
};
type ControlProps = {
  field: FormField;
  value: FormValues[string] | undefined;
  problem: string | undefined;
  onChange: (value: FormValues[string]) => void;
};

function Control({ field, value, problem, onChange }: ControlProps) {
  if (field.kind === "boolean") {
    return (
      <Checkbox
        label={field.label}
        checked={value === true}
        onChange={(event) => onChange(event.target.checked)}
        {...(field.hint ? { hint: field.hint } : {})}
      />
    );
  }
  if (field.kind === "choices") {
    const chosen = Array.isArray(value) ? value : [];
    return (
      <fieldset>
        <legend className="font-medium">{field.label}</legend>
        {field.choices.map((choice) => (
          <Checkbox
            key={choice.value}
            label={choice.label}
            checked={chosen.includes(choice.value)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, choice.value] : chosen.filter((other) => other !== choice.value))
            }
          />
        ))}
        {problem ? (
          <p role="alert" className="text-xs text-failed">
            {problem}
          </p>
        ) : null}
      </fieldset>
    );
  }
  const text = typeof value === "string" ? value : "";
  return (
    <Field label={field.isRequired ? `${field.label} *` : field.label} hint={field.hint || undefined} error={problem}>
      {(control) =>
        field.kind === "choice" ? (
          <Select {...control} value={text} onChange={(event) => onChange(event.target.value)}>
            <option value="">{field.isRequired ? "Choose…" : "Nothing"}</option>
            {field.choices.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.label}
              </option>
            ))}
          </Select>
        ) : (
          <Input
            {...control}
            type={field.kind === "number" ? "text" : field.input}
            inputMode={field.kind === "number" ? "decimal" : undefined}
            value={text}
            onChange={(event) => onChange(event.target.value)}
          />
        )
      }
    </Field>
  );
}

/** The address a tool wants opened, when it is one a browser may open. */
function safeUrl(url: string | null): URL | null {
  if (!url || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  return parsed.protocol === "https:" || parsed.protocol === "http:" ? parsed : null;
}

function Address({ url }: { url: string | null }) {
  const safe = safeUrl(url);
  if (!safe) return <p className="text-failed">The tool gave no address that can be opened. Decline or cancel.</p>;
  return (
    <p className="wrap-anywhere">
      Accepting opens a page on <b className="font-semibold">{safe.host}</b> in a new tab. Check that you know it.
      <span className="block font-mono text-xs text-muted-foreground">{safe.href}</span>
    </p>
  );
}

/** A tool's question to the session's owner: a form from its schema, or an address to open; the turn waits for it. */
export function ElicitationForm({ item, ownerName, onAnswer }: Props) {
  const fields = item.mode === "url" ? [] : readFields(item.schema);
  const [values, setValues] = useState<FormValues>(() => initialValues(fields));
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [isSending, setSending] = useState(false);
  const url = item.mode === "url" ? safeUrl(item.url) : null;

  const send = async (action: Action, content?: Record<string, unknown>) => {
    setSending(true);
    const taken = await onAnswer(action, content);
    if (!taken) setSending(false);
  };
  const accept = (event: FormEvent) => {
    event.preventDefault();
    if (item.mode === "url") {
      if (!url) return;
      window.open(url.href, "_blank", "noopener,noreferrer");
      void send("accept");
      return;
    }
    const read = readContent(fields, values);
    setProblems(read.ok ? {} : read.problems);
    if (read.ok) void send("accept", read.content);
  };

  return (
    <form
      aria-label={item.message || `Question from ${item.server}`}
      noValidate
      onSubmit={accept}
      className="rounded-lg border-[1.5px] border-waiting-line bg-card shadow-[0_0_0_4px_color-mix(in_srgb,var(--waiting-line)_14%,transparent)]"
    >
      <div className="flex flex-wrap items-center gap-2 px-3 pt-2.5">
        <Pill tone="waiting">
          <CircleHelp aria-hidden />
          Waiting for you
        </Pill>
        <span className="text-xs text-muted-foreground">
          {item.server ? (
            <>
              asked by <code className="font-mono">{item.server}</code> ·{" "}
            </>
          ) : null}
          the turn goes on when you answer
        </span>
      </div>
      <div className="grid gap-2.5 px-3 pt-2 pb-3">
        <p className="text-prose font-medium wrap-anywhere whitespace-pre-wrap">{item.message}</p>
        {item.mode === "url" ? <Address url={item.url} /> : null}
        {fields.map((field) => (
          <Control
            key={field.name}
            field={field}
            value={values[field.name]}
            problem={problems[field.name]}
            onChange={(value) => setValues({ ...values, [field.name]: value })}
          />
        ))}
        <div className="flex flex-wrap items-center gap-2">
          <Button type="submit" variant="waiting" disabled={isSending || (item.mode === "url" && !url)}>
            Accept
          </Button>
          <Button disabled={isSending} onClick={() => void send("decline")}>
            Decline
          </Button>
          <Button variant="ghost" disabled={isSending} title="Cancels the tool's call" onClick={() => void send("cancel")}>
            Cancel
          </Button>
          <span className="ml-auto text-xs text-muted-foreground">Only {ownerName} can answer. Recorded with name and time.</span>
        </div>
      </div>
    </form>
  );
}

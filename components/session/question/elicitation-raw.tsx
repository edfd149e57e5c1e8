import { RawText } from "@/components/transcript/key-values";
import { Field } from "@/components/ui/forms/field";
import { Textarea } from "@/components/ui/forms/textarea";

type Props = { why: string; schema: string; value: string; problem: string | undefined; onChange: (value: string) => void };

/** A question whose schema is no plain form: what the tool wants as data, and the answer as JSON. */
export function ElicitationRaw({ why, schema, value, problem, onChange }: Props) {
  return (
    <div className="grid gap-2.5">
      <p className="text-xs text-muted-foreground">
        What the tool asks for cannot be made a form. {why} Here it is as it came; the answer is written as JSON and checked by the tool.
      </p>
      {schema ? (
        <div className="overflow-hidden rounded-md border">
          <RawText text={schema} />
        </div>
      ) : null}
      <Field label="Answer as JSON" error={problem}>
        {(control) => (
          <Textarea
            {...control}
            value={value}
            spellCheck={false}
            autoCapitalize="off"
            className="font-mono text-code"
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
    </div>
  );
}

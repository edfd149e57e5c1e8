"use client";
import { useState } from "react";
import { FilteredSelect } from "@/components/ui/forms/filtered-select";

export type Candidate = { id: number; name: string; email: string };

/** Whom to add: by name and email. `control`: what joins it to its label. */
export function PersonSelect({ candidates, control }: { candidates: readonly Candidate[]; control: { id: string } }) {
  const [chosen, setChosen] = useState(candidates[0]?.id ?? null);
  const options = candidates.map(({ id, name, email }) => ({ id, name: `${name} (${email})` }));
  return <FilteredSelect {...control} name="person" one="person" many="people" options={options} chosen={chosen} onChoose={setChosen} />;
}

import { expect, test } from "vitest";
import type { Answer } from "@/lib/domain/refusal";
import { endCommands } from "./end-commands";
import type { SessionChannel } from "./live/session-channel";

async function saidAfter(answer: Answer<{ ended: number }>): Promise<(string | null)[]> {
  const said: (string | null)[] = [];
  const request = (async () => answer) as unknown as SessionChannel["request"]; // as: nothing else is asked here
  await endCommands({ request, say: (words) => void said.push(words) });
  return said;
}

test("that no command could be ended is said; a refusal is said by whoever asks", async () => {
  expect(await saidAfter({ ok: true, ended: 0 })).toEqual([expect.stringMatching(/^No command was found/)]);
  expect(await saidAfter({ ok: true, ended: 2 })).toEqual([]);
  expect(await saidAfter({ ok: false, refusal: { code: "not_found" } })).toEqual([]);
});

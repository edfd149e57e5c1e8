/** One step of a simulated history, and what people ask for in one. */
import fc from "fast-check";
import type { Packet } from "@/lib/bridge/browsers/parse-packet";
import type { SimulatedWorld } from "./simulated-world";

export type Step = { name: string; run(world: SimulatedWorld): Promise<void> | void };

export const step = (name: string, run: Step["run"]): fc.Arbitrary<Step> => fc.constant({ name, run });
export const stepOf = <T>(
  values: fc.Arbitrary<T>,
  name: string,
  run: (world: SimulatedWorld, value: T) => Promise<void> | void,
): fc.Arbitrary<Step> => values.map((value) => ({ name: `${name}(${JSON.stringify(value)})`, run: (world) => run(world, value) }));

/** A refusal changes nothing: what must hold is checked after every step. */
export const ask = (world: SimulatedWorld, n: number, event: Packet["event"], given?: object): void =>
  void world.viewers[n]?.ask(event, given).catch(() => {});
export const pick = (world: SimulatedWorld, n: number): string => [...world.written.keys()].at(-1 - n) ?? "never sent";
export const send = (world: SimulatedWorld, n = 0): void => {
  const viewer = world.viewers[n];
  if (viewer) world.send(viewer);
};

export const commands = fc.constantFrom("status", "done", "prompt");
/** What a process says that was killed meanwhile reaches nobody. */
export function run(world: SimulatedWorld, by: number, command: string): void {
  const [viewer, { holder, people }] = [world.viewers[by], world];
  viewer?.ask("session:command", { command, args: command === "prompt" ? ["review"] : [] }).then(
    () => holder.isDead || people.accepted.push({ personId: viewer.actor.personId, command }),
    () => {},
  );
}

/** The one border of every server action: who asks, is the input what it should be, and the answer in words. */
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { type Answer, RefusedError } from "@/lib/domain/refusal";
import type { Viewer } from "@/lib/domain/viewer";
import { takeRequest } from "@/lib/platform/current-request";
import { currentViewer } from "./current-viewer";
import { refusalFor } from "./refusal-for";

function parsed<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input instanceof FormData ? Object.fromEntries(input) : input);
  if (result.success) return result.data;
  throw new RefusedError({ code: "invalid_payload", detail: result.error.issues[0]?.message });
}

async function answer<T extends object>(work: () => Promise<T>): Promise<Answer<T>> {
  takeRequest();
  try {
    return { ok: true, ...(await work()) };
  } catch (error) {
    unstable_rethrow(error); // redirects and the like are thrown by Next and belong to it
    return { ok: false, refusal: refusalFor(error, "a server action") };
  }
}

/** Runs `verb` for anyone, signed in or not. */
export function answerAnyone<S extends z.ZodType, T extends object>(
  schema: S,
  input: unknown,
  verb: (input: z.output<S>) => Promise<T>,
): Promise<Answer<T>> {
  return answer(() => verb(parsed(schema, input)));
}

/**
 * Runs `verb` for the signed-in viewer. Anybody may call a server action with any arguments, so the device is checked and the input
 * parsed here, and the verb checks the right. Forged cross-site calls end before: Next compares Origin with Host.
 */
export function answerAction<S extends z.ZodType, T extends object>(
  schema: S,
  input: unknown,
  verb: (viewer: Viewer, input: z.output<S>) => Promise<T>,
): Promise<Answer<T>> {
  return answer(async () => {
    const viewer = await currentViewer();
    if (!viewer) throw new RefusedError({ code: "unauthenticated" });
    return verb(viewer, parsed(schema, input));
  });
}

import { describe, expect, test } from "vitest";
import { asked, called, cost, type Fact, fold, mara, numbered, queued, ran, returned, sent, turnsOf } from "@/lib/testing/log-facts";
import { applyEvents, emptyTranscript, isShown, openQuestion, runningTurn } from "./transcript";

describe("turns", () => {
  test("a turn is a message, what the agent did in order, and its end", () => {
    const { entries, facts, openTurn } = fold(
      sent(1),
      { kind: "thought_added", turn: 1, payload: { content: "hm" } },
      called(1, "a"),
      returned(1, "a"),
      { kind: "reply_added", turn: 1, payload: { content: "done" } },
      cost(1, "20000000"),
    );
    expect(entries).toMatchObject([
      {
        no: 1,
        cause: { kind: "person", text: "hello", by: mara },
        outcome: "answered",
        startedAt: 1_000,
        endedAt: 6_000,
        model: "m",
        items: [{ type: "thought" }, { type: "tool", result: { content: "ok" } }, { type: "reply", content: "done" }],
      },
    ]);
    expect(facts.costNano).toBe("20000000");
    expect(openTurn).toBeNull();
  });

  test("a result is paired within its turn only; one without a call stands alone", () => {
    const [first, second] = turnsOf(fold(sent(1), called(1, "a"), cost(1, "0"), sent(2), returned(2, "a")));
    expect(first?.items).toMatchObject([{ type: "tool", result: null }]);
    expect(second?.items).toMatchObject([{ type: "event", kind: "tool_returned" }]);
  });

  test("an injected message opens a turn with its cause; one inside a running turn is a line of it", () => {
    const injected = (turn: number): Fact => ({
      kind: "message_injected",
      turn,
      payload: { sourceKind: "schedule", sourceLabel: "schedule 1", content: "wake up", personId: 1 },
    });
    const turns = turnsOf(fold(injected(1), cost(1, "5"), sent(2), injected(2)));
    expect(turns).toMatchObject([
      { cause: { kind: "injected", sourceKind: "schedule" } },
      { cause: { kind: "person" }, items: [{ kind: "message_injected" }] },
    ]);
  });

  test("a message that only went back to the queue is drawn in the queue, not as a turn", () => {
    const busy: Fact = {
      kind: "error_reported",
      turn: 1,
      payload: { message: "session is busy", code: null, requestId: "r1", ends: null },
    };
    const back: Fact = {
      kind: "message_returned",
      turn: 1,
      payload: { messageId: "m1", text: "hello", by: mara, place: 1, reason: "busy", ends: "failed" },
    };
    const transcript = fold(sent(1), busy, back);
    expect(turnsOf(transcript).filter(isShown)).toEqual([]);
    expect(transcript.queue).toMatchObject([{ messageId: "m1", reason: "busy" }]);
  });

  test("who stopped a turn is known before it ends", () => {
    const transcript = fold(sent(1), { kind: "stop_requested", turn: 1, payload: { by: mara } });
    expect(runningTurn(transcript)).toMatchObject({ no: 1, stoppedBy: mara, outcome: null });
  });

  test("turns of unknown cost are counted beside the sum, which is exact", () => {
    const { facts } = fold(sent(1), cost(1, "9007199254740993"), sent(2), cost(2, "0", "answered", "unpriced"), sent(3), cost(3, "7"));
    expect(facts).toMatchObject({ costNano: "9007199254741000", unknownCostTurns: 1 });
  });
});

describe("questions, runs, processes, commands", () => {
  test("a question is open until it is answered or closed, and a repeated offer does not ask twice", () => {
    const open = fold(sent(1), asked(1), asked(1));
    expect(turnsOf(open)[0]?.items).toHaveLength(1);
    expect(openQuestion(open)?.id).toBe("q");
    const answered = fold(sent(1), asked(1), { kind: "elicitation_answered", payload: { id: "q", action: "decline", by: mara } });
    expect(openQuestion(answered)).toBeNull();
    expect(turnsOf(answered)[0]?.items).toMatchObject([{ state: { kind: "answered", action: "decline", by: mara } }]);
    const closed = fold(sent(1), asked(1), { kind: "elicitation_closed", payload: { id: "q", reason: "gone" } });
    expect(turnsOf(closed)[0]?.items).toMatchObject([{ state: { kind: "closed", reason: "gone" } }]);
  });

  test("a question that nobody answered is closed by the end of its turn, as the log's read models have it", () => {
    const ended = fold(sent(1), asked(1), cost(1, "0", "stopped"));
    expect(openQuestion(ended)).toBeNull();
    expect(turnsOf(ended)[0]?.items).toMatchObject([{ state: { kind: "closed", reason: "The turn ended." } }]);
    const answered = fold(
      sent(1),
      asked(1),
      { kind: "elicitation_answered", payload: { id: "q", action: "accept", by: mara } },
      cost(1, "0"),
    );
    expect(turnsOf(answered)[0]?.items).toMatchObject([{ state: { kind: "answered" } }]);
  });

  test("a question asked where the beginning of its turn was missed is closed by the end of the next one", () => {
    const { entries } = fold({ ...asked(1), turn: null }, sent(1), cost(1, "0"));
    expect(entries).toMatchObject([{ items: [{ state: { kind: "closed" } }] }, { type: "turn", items: [] }]);
  });

  test("a start of the agent is one line with its end; one whose beginning is not here stands by itself", () => {
    const starting = { kind: "agent_starting", turn: null, payload: { attempt: 1, waitingForPlace: false } } as const;
    const began = (afterMs: number) => ({ kind: "agent_started", turn: null, payload: { pid: 1, afterMs } }) as const;
    const starts = (...facts: Fact[]) => JSON.stringify(fold(...facts)).match(/"afterMs":(?:\d+|null)/g);
    expect(starts(starting)).toEqual(['"afterMs":null']);
    expect(starts(starting, began(5), began(7), starting, began(9))).toEqual(['"afterMs":5', '"afterMs":7', '"afterMs":9']);
  });

  test("a run stays where it began, whatever turn its later events fall into", () => {
    const transcript = fold(
      sent(1),
      ran(1, { kind: "status", status: "running" }),
      cost(1, "1"),
      ran(null, { kind: "prompt", content: "look" }),
      ran(null, { kind: "tool_use", tool: "view", tool_id: "t", params: {} }),
      sent(2),
      ran(2, { kind: "tool_result", tool_id: "t", content: "x", success: true }),
      ran(2, { kind: "usage", cost: 1 }, "31"),
      ran(2, { kind: "status", status: "done" }),
    );
    expect(transcript.entries).toHaveLength(2);
    expect(turnsOf(transcript)[0]?.items).toMatchObject([
      { type: "run", prompt: "look", status: "done", costNano: "31", steps: [{ type: "tool", result: { content: "x" } }] },
    ]);
    expect(turnsOf(transcript)[1]?.items).toEqual([]);
  });

  test("processes that are ended after their turn are struck from its list, in every turn that left some", () => {
    const found = (turn: number, pid: number): Fact => ({
      kind: "processes_found",
      turn,
      payload: { processes: [{ pid, command: "sleep", startedAt: 0 }] },
    });
    const turns = turnsOf(
      fold(sent(1), found(1, 1), cost(1, "0"), sent(2), found(2, 2), cost(2, "0"), {
        kind: "processes_ended",
        payload: { pids: [1, 2], by: mara },
      }),
    );
    const list = { type: "processes", endedBy: mara, processes: [{ ended: true }] };
    expect(turns).toMatchObject([{ items: [list] }, { items: [list] }]);
  });

  test("ended processes are struck from the list that found them", () => {
    const { entries } = fold(
      { kind: "processes_found", payload: { processes: [1, 2].map((pid) => ({ pid, command: "sleep", startedAt: 0 })) } },
      { kind: "processes_ended", payload: { pids: [2], by: mara } },
    );
    expect(entries).toMatchObject([{ items: [{ endedBy: mara, processes: [{ ended: false }, { ended: true }] }] }]);
  });

  test("a person's command and its answer are one line; the bridge's own are none", () => {
    const { entries } = fold(
      { kind: "command_sent", payload: { requestId: "c", command: "model", args: [], by: mara } },
      { kind: "command_answered", payload: { commandType: "model", message: "m1", result: {}, own: false } },
      { kind: "command_sent", payload: { requestId: "d", command: "info", args: [], by: null } },
      { kind: "command_answered", payload: { commandType: "info", message: "", result: {}, own: true } },
    );
    expect(entries).toMatchObject([{ type: "aside", items: [{ type: "command", command: "model", answer: { message: "m1" } }] }]);
  });

  const plan: Fact = { kind: "command_sent", payload: { requestId: "c", command: "plan", args: [], by: mara } };
  const failed = (requestId: string | null, turn: number | null = null): Fact => ({
    kind: "error_reported",
    turn,
    payload: { message: "No plan.", code: null, requestId, ends: null },
  });

  test.each([
    ["the error that carries its request", failed("c")],
    ["the next error of the session, which carries none", failed(null)],
  ])("%s is the answer to a command", (_name, error) => {
    const { entries } = fold(plan, error);
    expect(entries).toMatchObject([{ items: [{ type: "command", answer: { message: "No plan.", isError: true } }] }]);
  });

  test("an error that answers something else leaves the command waiting and stands alone", () => {
    const { entries } = fold(plan, failed("another"));
    expect(entries).toMatchObject([
      {
        items: [
          { type: "command", answer: null },
          { type: "event", kind: "error_reported" },
        ],
      },
    ]);
  });

  test("a command is answered where it stands, though a turn began meanwhile", () => {
    const answer: Fact = { kind: "command_answered", turn: 1, payload: { commandType: "plan", message: "ok", result: {}, own: false } };
    const { entries } = fold(plan, sent(1), answer);
    expect(entries).toMatchObject([{ items: [{ type: "command", answer: { message: "ok" } }] }, { type: "turn", items: [] }]);
  });

  test("a command that was on its way when the connection was lost waits no more", () => {
    const { entries } = fold(plan, { kind: "upstream_lost", payload: { code: 1006, reason: "cut" } });
    const answer = { message: "The connection to the agent was lost before it answered.", isError: true };
    expect(entries).toMatchObject([
      {
        items: [
          { type: "command", answer },
          { type: "event", kind: "upstream_lost" },
        ],
      },
    ]);
  });
});

test("the queue is in the order of its places and forgets what was sent or removed", () => {
  const { queue } = fold(
    queued("a", 1),
    queued("b", 2),
    queued("c", 3),
    { kind: "message_moved", payload: { messageId: "c", place: 0.5, by: mara } },
    { kind: "message_edited", payload: { messageId: "b", text: "B", by: mara } },
    { kind: "message_removed", payload: { messageId: "a", by: mara } },
  );
  expect(queue.map(({ text }) => text)).toEqual(["c", "B"]);
  expect(fold(queued("m1", 1), sent(1, "m1")).queue).toEqual([]);
});

test("a queued message that came as a preview says which event has all of it", () => {
  const cutsOf = (...facts: (Fact & { isCut?: boolean })[]) => {
    const events = numbered(facts).map((event, index) =>
      facts[index]?.isCut ? { ...event, cut: [{ path: "text", length: 20_000 }] } : event,
    );
    return applyEvents(emptyTranscript, events).transcript.queue.map(({ cutAt }) => cutAt);
  };
  const edited: Fact = { kind: "message_edited", payload: { messageId: "a", text: "the beginning", by: mara } };
  expect(cutsOf(queued("a", 1))).toEqual([null]);
  expect(cutsOf({ ...queued("a", 1), isCut: true })).toEqual([1]);
  expect(cutsOf(queued("a", 1), { ...edited, isCut: true })).toEqual([2]);
  expect(cutsOf({ ...queued("a", 1), isCut: true }, edited)).toEqual([null]);
});

test("a message is from the queue when it waited its turn, not when it only waited for the agent to be ready", () => {
  const fromQueue = (turn: number, messageId: string): Fact => {
    const fact = sent(turn, messageId);
    return { ...fact, payload: { ...fact.payload, fromQueue: true } } as Fact; // as: the payload stays that of its kind
  };
  const facts = [queued("m1", 1), queued("m2", 2), fromQueue(1, "m1"), queued("m3", 3), cost(1, "0"), fromQueue(2, "m2"), cost(2, "0")];
  const turns = turnsOf(fold(...facts, fromQueue(3, "m3")));
  expect(turns.map(({ cause }) => cause.kind === "person" && cause.fromQueue)).toEqual([false, true, true]);
});

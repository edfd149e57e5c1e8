// What must be noticed when it is broken: a name, a file, what stands there and what is put in its place.
export const mutations = [
  {
    name: "publish before commit",
    file: "lib/bridge/recorder.ts",
    from: "    const { sessionId, epoch, writer } = this.#options;\n    const append = {",
    to: "    const { sessionId, epoch, writer } = this.#options;\n    const early = entries.flatMap(({ items }) => items.map(({ draft }) => draft));\n    this.#options.onStored(early.map((draft, n) => ({ ...draft, seq: this.#announced + 1 + n })));\n    const append = {",
  },
  {
    name: "join after replay",
    file: "lib/bridge/live-session.ts",
    from: "    this.#watchers.set(feed, { by, port });",
    to: "    void this.#deps.readEvents(after).then(() => this.#watchers.set(feed, { by, port }));",
  },
  {
    name: "no epoch check",
    file: "lib/bridge/land-append.ts",
    from: "await writer.append(append);",
    to: "await writer.append({ ...append, epoch: null });",
  },
  {
    name: "no dedupe key",
    file: "lib/bridge/land-append.ts",
    from: "await writer.append(append);",
    to: "await writer.append({ ...append, items: append.items.map((item) => ({ ...item, source: crypto.randomUUID() })) });",
  },
  {
    name: "acknowledge before commit",
    file: "lib/bridge/message-dispatch.ts",
    from: "const [stored] = await this.#deps.recorder.recordNow([{ draft, ...(clientMessageId ? { clientMessageId } : {}) }]);",
    to: "const stored = { seq: 1 };\n    this.#deps.recorder.recordNow([{ draft, ...(clientMessageId ? { clientMessageId } : {}) }]).catch(() => {});",
  },
  {
    name: "spool without order",
    file: "lib/bridge/spool-file.ts",
    from: "last.append.items.push(...append.items);",
    to: "last.append.items.unshift(...append.items);",
  },
  {
    name: "turn ended at any cost frame",
    file: "lib/bridge/turn-tracker.ts",
    from: "const isEnd = turn !== null && turn.requestId === requestId;",
    to: "const isEnd = turn !== null;",
  },
  {
    name: "cost summed instead of differenced",
    file: "lib/bridge/turn-tracker.ts",
    from: "usageSince(this.#totals, totals, this.#priced)",
    to: "usageSince({ ...totals, costNano: '0' }, totals, this.#priced)",
  },
  {
    name: "resume ignored",
    file: "lib/bridge/stream-position.ts",
    from: "this.#asked = stream === null ? null : { stream, after: seq };",
    to: "this.#asked = null;",
  },
  {
    name: "what waits never goes out",
    file: "lib/bridge/message-dispatch.ts",
    from: "if (!first || !this.#mayStartTurn()) return;",
    to: "if (first || !this.#mayStartTurn()) return;",
  },
  {
    name: "the last that waits goes first",
    file: "lib/bridge/message-queue.ts",
    from: "return this.#waiting[0];",
    to: "return this.#waiting.at(-1);",
  },
  {
    name: "an edit that the agent never sees",
    file: "lib/bridge/message-queue.ts",
    from: "{ text: event.payload.text }",
    to: "{}",
  },
  {
    name: "a message given to the agent twice",
    file: "lib/bridge/message-dispatch.ts",
    from: "      if (!sent) this.returnMessage(",
    to: '      this.#line.send({ type: "message", session_id: this.#session.id, request_id: requestId, content: text });\n      if (!sent) this.returnMessage(',
  },
  {
    name: "a stopped turn told as answered",
    file: "lib/bridge/turn-tracker.ts",
    from: 'cancelled ? "stopped" : ',
    to: "",
  },
];

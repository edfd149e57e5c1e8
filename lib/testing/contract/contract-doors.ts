/** Contract: who may connect, and what a killed server has kept. */
import { join } from "node:path";
import { expect, it } from "vitest";
import { type ContractRoom, lastOf } from "./contract-upstream";
import { UpstreamClient } from "./upstream-client";

export function doorCases(room: ContractRoom): void {
  it("answers 403 to a page's origin", async () => {
    await expect(UpstreamClient.connect(room.upstream().url, { origin: "https://example.com" })).rejects.toThrow("403");
  });

  it("answers 401 without the bearer token or with a wrong one, and lets the right one in", async () => {
    const guarded = await room.start({ dataDir: join(room.dataDir, "guarded"), token: "open-sesame" });
    try {
      await expect(UpstreamClient.connect(guarded.url)).rejects.toThrow("401");
      await expect(UpstreamClient.connect(guarded.url, { authorization: "Bearer open-sesami" })).rejects.toThrow("401");
      const client = await UpstreamClient.connect(guarded.url, { authorization: "Bearer open-sesame" });
      expect((await client.bind(room.newSession())).status).toBe("received");
      client.cut();
    } finally {
      await guarded.kill();
    }
  });
}

export function restartCases(room: ContractRoom): void {
  it("keeps messages and the totals of the last finished turn; stream and numbers start again", async () => {
    const dataDir = join(room.dataDir, "killed");
    const id = room.newSession();
    const before = await room.start({ dataDir });
    const first = await room.connect(before.url);
    const ack = await first.bind(id);
    const paid = lastOf(await first.turn(id, "first, complete"));
    first.send({
      type: "message",
      session_id: id,
      content: '[tool echo {"message":"before the crash"}] [tool slowecho {"seconds":"9"}] go',
    });
    await first.waitFor((frame) => frame.type === "tool_use" && frame.tool === "slowecho", "the second tool");
    await before.kill();
    expect(await first.closed()).toBe(1006);

    const after = await room.start({ dataDir });
    try {
      const second = await room.connect(after.url);
      const again = await second.bind(id, { resume: { stream: ack.stream, after: 5 } });
      expect(again).toMatchObject({ resumed: false, stream_seq: 0 });
      expect(again.stream).not.toBe(ack.stream);
      expect(second.frames.at(-1)?.message).toBe(`Session resumed: ${id}`);
      expect((await second.command(id, "info")).data).toMatchObject({ total_cost: paid.session_cost, tokens_used: paid.session_tokens });
      const context = await second.command(id, "context");
      expect(JSON.stringify(context.data)).toContain("said: before the crash");
      const cost = lastOf(await second.turn(id, "after the crash"));
      expect(Number(cost.session_cost)).toBeCloseTo(Number(paid.session_cost) * 2, 12);
    } finally {
      await after.kill();
    }
  });
}

// Requests that Next or next-auth cannot read, against the real build: whose fault that is, and in which words.
import { expect, test } from "@playwright/test";
import { ask } from "./caller";

const url = process.env.APP_URL ?? "";

test("what cannot be read is the asker's fault, said in words; an address that a browser kept is forgotten", async () => {
  const said = await ask(url, "/account", {
    method: "POST",
    headers: { origin: url, "content-type": "multipart/form-data; boundary=b" },
    body: "no form",
  });
  expect([said.status, said.text]).toEqual([400, "This request cannot be read.\n"]);
  for (const [path, cookie] of [
    ["/api/auth/csrf?callbackUrl=::", ""] as const,
    ["/api/auth/session", "next-auth.callback-url=%3A%3A"] as const,
  ]) {
    const refused = await ask(url, path, { headers: { cookie } });
    expect([refused.status, refused.text], path).toEqual([400, '{"message":"The address to go to afterwards is none."}']);
    expect(refused.headers["set-cookie"]?.[0], path).toMatch(/^next-auth\.callback-url=;.*Max-Age=0/);
  }
});

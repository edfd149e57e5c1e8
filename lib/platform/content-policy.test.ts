import { describe, expect, test } from "vitest";
import { contentPolicy } from "./content-policy";

const scripts = (header: string) => header.split("; ").find((directive) => directive.startsWith("script-src"));

describe("the content policy", () => {
  test("lets only scripts with this answer's nonce run", () => {
    const { nonce, header } = contentPolicy(false);
    expect(scripts(header)).toBe(`script-src 'nonce-${nonce}' 'strict-dynamic'`);
    expect(header).toContain("frame-ancestors 'none'");
    expect(header).toContain("connect-src 'self'");
  });
  test("has a nonce of 128 bits that no other answer has", () => {
    const nonces = Array.from({ length: 100 }, () => contentPolicy(false).nonce);
    expect(new Set(nonces).size).toBe(100);
    expect(Buffer.from(nonces[0] ?? "", "base64")).toHaveLength(16);
  });
  test("allows eval in development only", () => {
    expect(scripts(contentPolicy(true).header)).toContain("'unsafe-eval'");
    expect(scripts(contentPolicy(false).header)).not.toContain("unsafe");
  });
});

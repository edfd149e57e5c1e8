// Runs in every browser before anything else of ours.

// The content policy forbids eval, and zod tries it once to build faster parsers. This is what `z.config({ jitless: true })` sets, without zod itself
// in the script of every page; the policy's browser test fails when a version of zod reads it no more.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

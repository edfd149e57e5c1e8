// Makes a program reach its limit of memory: loaded before it (`node --import`), it fills the heap at SIGWINCH until the engine gives up.
const LARGE = 500_000;
const kept = [];

process.on("SIGWINCH", () => {
  for (;;) kept.push(new Array(LARGE).fill(kept.length));
});

// `node --import tsx bench/markdown.ts`: a text of 32 KB that grows by 40 characters at a time, only its end read (as the page does), against reading all of
// it again each time. Fixed work, processor time; rounds are interleaved, the first is thrown away, reading all against itself is the control.
import { readBlocks } from "@/components/transcript/markdown/markdown-blocks";
import { median } from "./rounds";

const SIZE = 32 * 1024;
const STEP = 40;
const STEPS = 12;
const ROUNDS = 7;
const part = (no: number) =>
  `## Step ${no}\n\nThe **login** keeps \`sessions\` in [the store](https://example.com/${no}), see [more][m].\n\n- first of ${no}\n- second, *with words*\n  - nested\n\n` +
  `\`\`\`ts\nconst total = sum(${no}, 4);\nreturn total;\n\`\`\`\n\n| name | count |\n|:--|--:|\n| tea | ${no} |\n| coffee | 12 |\n\n`;
const mixed = Array.from({ length: 200 }, (_, no) => part(no)).join("");
const texts = {
  "headings, lists, code and tables": `[m]: https://example.com/more\n\n${mixed}`,
  "one block of code (the worst: all of it is its end)": `\`\`\`ts\n${"const total = sum(1, 2);\n".repeat(2_000)}`,
};

/** Milliseconds of the processor for the last steps before the text has its size. */
function spend(text: string, isGrowing: boolean): number {
  const from = SIZE - STEP * STEPS;
  let blocks = readBlocks(text.slice(0, from));
  const before = process.cpuUsage();
  for (let step = 1; step <= STEPS; step += 1) {
    const grown = text.slice(0, from + step * STEP);
    blocks = isGrowing ? readBlocks(grown, blocks) : readBlocks(grown);
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / STEPS;
}

for (const [name, text] of Object.entries(texts)) {
  const grown: number[] = [];
  const whole: number[] = [];
  const again: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const now = [spend(text, true), spend(text, false), spend(text, false)] as const;
    if (round === 0) continue;
    grown.push(now[0]);
    whole.push(now[1]);
    again.push(now[2]);
  }
  const [end, all, control] = [median(grown), median(whole), median(again)];
  console.log(
    `${name}: its end ${end.toFixed(3)} ms (${Math.min(...grown).toFixed(3)} to ${Math.max(...grown).toFixed(3)}), all ${all.toFixed(2)} ms, ` +
      `1/${(all / end).toFixed(0)}; all again / all ${(control / all).toFixed(2)} (medians of ${ROUNDS})`,
  );
}

/** How much memory a test may count on, in bytes. */
import os from "node:os";

/** macOS calls free only what nothing has used yet, and gives what it keeps for later to whoever asks: half of the machine stands for that. */
export const freeMemory = (platform: NodeJS.Platform = process.platform): number =>
  platform === "darwin" ? os.totalmem() / 2 : os.freemem();

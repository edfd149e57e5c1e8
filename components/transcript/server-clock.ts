/** The server's time, by which everything that it tells was noted: this machine's clock may be wrong by hours. */

let ahead = 0;

export function serverIsAt(now: number): void {
  ahead = now - Date.now();
}

/** This machine's, until the server has told its own. */
export const serverNow = (): number => Date.now() + ahead;

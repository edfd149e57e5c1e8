/** Whether this browser shows system notifications of ours: the person's choice is kept here, the browser's permission by the browser. */
import { isChosen, keepChoice } from "./kept-choice";

const KEY = "octomind.notices";

const isOffered = (): boolean => "Notification" in window;

export type NoticeState = "off" | "on" | "blocked" | "unavailable";

export function noticeState(): NoticeState {
  if (!isOffered()) return "unavailable";
  if (Notification.permission === "denied") return "blocked";
  return Notification.permission === "granted" && isChosen(KEY) ? "on" : "off";
}

export const wantsNotices = (): boolean => noticeState() === "on";

/** Shows one, where the browser lets a page do so: some offer it to workers alone, and say that only then. */
export function showNotice(title: string, words: string): void {
  try {
    // One note a session: the next replaces it.
    const notice = new Notification(title, { body: words, tag: location.pathname });
    notice.addEventListener("click", () => {
      window.focus();
      notice.close();
    });
  } catch {
    // The tab's title says it too.
  }
}

/** Asks the browser where it has not been asked yet; must be called by a click. */
export async function chooseNotices(wanted: boolean): Promise<NoticeState> {
  if (!wanted || !isOffered()) keepChoice(KEY, false);
  else if ((await Notification.requestPermission()) === "granted") keepChoice(KEY, true);
  return noticeState();
}

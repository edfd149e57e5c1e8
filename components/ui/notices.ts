/** Whether this browser shows system notifications of ours: the person's choice is kept here, the browser's permission by the browser. */
const KEY = "octomind.notices";

const isOffered = (): boolean => "Notification" in window;

export type NoticeState = "off" | "on" | "blocked" | "unavailable";

export function noticeState(): NoticeState {
  if (!isOffered()) return "unavailable";
  if (Notification.permission === "denied") return "blocked";
  return Notification.permission === "granted" && localStorage.getItem(KEY) === "on" ? "on" : "off";
}

export const wantsNotices = (): boolean => noticeState() === "on";

/** Asks the browser where it has not been asked yet; must be called by a click. */
export async function chooseNotices(wanted: boolean): Promise<NoticeState> {
  if (!wanted || !isOffered()) localStorage.removeItem(KEY);
  else if ((await Notification.requestPermission()) === "granted") localStorage.setItem(KEY, "on");
  return noticeState();
}

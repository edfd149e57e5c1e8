/** How the event that a link leads to is marked: rounded and outlined, without moving anything. */
export const MARK = "rounded-md outline-2 outline-offset-4 outline-ring/70 outline-solid";

/** Something that is on or off in this browser; one that keeps nothing has it off. */

export function isChosen(key: string): boolean {
  try {
    return localStorage.getItem(key) === "on";
  } catch {
    return false;
  }
}

export function keepChoice(key: string, isOn: boolean): void {
  try {
    if (isOn) localStorage.setItem(key, "on");
    else localStorage.removeItem(key);
  } catch {
    // A full or forbidden storage: it is off again.
  }
}

type Key = Pick<KeyboardEvent, "isComposing" | "keyCode">;

/** The key belongs to an input method. Safari ends a composition before its Enter or Escape arrives, and marks that key as 229. */
export function isComposing(event: Key | { nativeEvent: Key }): boolean {
  const key = "nativeEvent" in event ? event.nativeEvent : event;
  return key.isComposing || key.keyCode === 229;
}

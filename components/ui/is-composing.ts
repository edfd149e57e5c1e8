import type { KeyboardEvent } from "react";

/** The key belongs to an input method. Safari ends a composition before its Enter or Escape arrives, and marks that key as 229. */
export const isComposing = ({ nativeEvent }: KeyboardEvent): boolean => nativeEvent.isComposing || nativeEvent.keyCode === 229;

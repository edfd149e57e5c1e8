"use client";
import { useSyncExternalStore } from "react";

const never = () => () => {};

/** False on the server and until the page's scripts are there: until then nothing of the reader is known, and no form is held. */
export const useIsAwake = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

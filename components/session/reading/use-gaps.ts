"use client";
import { useCallback, useRef, useState } from "react";
import type { SessionChannel } from "@/components/session/live/session-channel";
import type { WindowPlace } from "./load-window";

/** Parts of the log that the page does not have yet, asked for once each. `failed`: the last one could not be had. */
export function useGaps(sessionId: string, channel: SessionChannel): { load: (place: WindowPlace) => Promise<boolean>; failed: boolean } {
  const asked = useRef(new Map<string, Promise<boolean>>());
  const [failed, setFailed] = useState(false);
  const load = useCallback(
    (place: WindowPlace): Promise<boolean> => {
      const name = JSON.stringify(place);
      const known = asked.current.get(name);
      if (known) return known;
      const loading = import("./load-window")
        .then(({ loadWindow }) => loadWindow(sessionId, place))
        .then(
          (window) => {
            channel.addWindow(window);
            setFailed(false);
            return true;
          },
          () => {
            setFailed(true);
            return false;
          },
        );
      asked.current.set(name, loading);
      void loading.finally(() => asked.current.delete(name));
      return loading;
    },
    [sessionId, channel],
  );
  return { load, failed };
}

"use client";
import { createContext, useContext, useEffect } from "react";
import type { RailSession } from "./rail-sessions";

/** The session one is in, as its page was made: the rail shows it also where it is none of the newest. */
export type RailPlace = RailSession & { projectId: number };

/** Takes the session of the page that is open; null: none. */
export const RailPlaceContext = createContext<(place: RailPlace | null) => void>(() => {});

/** Tells the rail which session this page is. */
export function InRail({ session }: { session: RailPlace }) {
  const take = useContext(RailPlaceContext);
  useEffect(() => {
    take(session);
    return () => take(null);
  }, [take, session]);
  return null;
}

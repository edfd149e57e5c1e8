"use client";
import { useEffect, useState } from "react";
import { ToastScreen } from "./later";
import { whenNoted } from "./toast";

/** The place of short notes; what shows them comes with the first one. */
export function Toaster() {
  const [isWanted, setWanted] = useState(false);
  useEffect(() => whenNoted(() => setWanted(true)), []);
  return isWanted ? <ToastScreen /> : null;
}

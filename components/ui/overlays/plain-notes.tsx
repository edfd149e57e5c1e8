"use client";
import { useEffect, useState } from "react";
import { wordsThatWait } from "./toast";

const LOOK_MS = 1_000;

/** The words of the last note, while what shows notes does not come. */
export function PlainNotes() {
  const [words, setWords] = useState("");
  useEffect(() => {
    const timer = setInterval(() => setWords(wordsThatWait()), LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <p role="status" className="fixed right-4 bottom-4 z-50 rounded-lg border bg-popover p-3 shadow-pop empty:sr-only">
      {words}
    </p>
  );
}

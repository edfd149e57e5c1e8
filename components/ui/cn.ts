/** Joins class names; a later Tailwind class wins over an earlier one of the same kind. */
import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

// Sizes and shadows of our own: unknown names would count as colours and push real colours out.
const merge = extendTailwindMerge({
  extend: { theme: { text: ["prose", "code"], shadow: ["pop", "modal"] } },
});

export const cn = (...classes: ClassValue[]): string => merge(clsx(classes));

/** What stands in a menu, and how the menu stands at its button. */
import type { ReactNode } from "react";
import type { MenuIcon } from "./menu-icons";

/** One line of a menu. */
export type MenuChoice = {
  id: string;
  /** By its name: what draws it comes with the menu. */
  icon?: MenuIcon;
  says: ReactNode;
  /** Where it gives a promise, the menu's button is busy until that is done: nothing is sent twice. */
  onSelect: () => unknown;
  title?: string;
  tone?: "danger";
  isDisabled?: boolean;
  /** The one of several that holds now. */
  isCurrent?: boolean;
  /** A rule stands above it. */
  isApart?: boolean;
};

export type MenuLooks = {
  choices: readonly MenuChoice[];
  /** Its name, where the button's does not do. */
  label?: string;
  side?: "top" | "bottom";
  align?: "start" | "end";
  isTall?: boolean;
  /** Takes the focus when the menu closes; false: the button shall have it. */
  takeFocus?: () => boolean;
};

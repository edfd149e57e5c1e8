/** The items of a transcript that is being written, as those find and change them who tie one to another. */
import type { ViewerEvent } from "@/lib/domain/sessions/session-event";
import type { Item } from "./transcript-types";

export type Found<I extends Item> = { entry: number; index: number; item: I };
export type Shelf = {
  /** The newest that fits. */
  find<I extends Item>(fits: (item: Item) => item is I): Found<I> | null;
  put(at: Found<Item>, item: Item): void;
  drop(at: Found<Item>): void;
  /** Where the event belongs. */
  add(event: ViewerEvent, item: Item): void;
  itemsOf(turn: number): readonly Item[];
};

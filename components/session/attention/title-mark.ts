/** A mark before the tab's title, which goes without taking a title that was set meanwhile with it; pure but for the title it is given. */

export class TitleMark {
  readonly #page: { title: string };
  #shown: { plain: string; marked: string } | null = null;

  constructor(page: { title: string }) {
    this.#page = page;
  }

  /** In place of the mark that stands there. */
  put(mark: string): void {
    const { title } = this.#page;
    const plain = this.#shown?.marked === title ? this.#shown.plain : title;
    this.#page.title = mark + plain;
    // As the page gives it back, which may trim it.
    this.#shown = { plain, marked: this.#page.title };
  }

  remove(): void {
    if (this.#shown?.marked === this.#page.title) this.#page.title = this.#shown.plain;
    this.#shown = null;
  }
}

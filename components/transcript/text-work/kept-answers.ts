import type { TextAnswer } from "@/lib/domain/text-work/text-job";

/** A change of kilobytes has an answer of about as many; the browser keeps the rest of what it draws too. */
const CHARACTERS_MAX = 4_000_000;

/** Answers by the names of their jobs, those that were used last; null: nothing of it stands out. */
export class KeptAnswers {
  readonly #answers = new Map<string, TextAnswer | null>();
  #characters = 0;

  get(name: string): TextAnswer | null | undefined {
    const found = this.#answers.get(name);
    if (found === undefined) return undefined;
    this.#answers.delete(name);
    this.#answers.set(name, found);
    return found;
  }

  put(name: string, answer: TextAnswer | null): void {
    if (!this.#answers.has(name)) this.#characters += name.length;
    this.#answers.set(name, answer);
    for (const oldest of this.#answers.keys()) {
      if (this.#characters <= CHARACTERS_MAX) return;
      this.#answers.delete(oldest);
      this.#characters -= oldest.length;
    }
  }
}

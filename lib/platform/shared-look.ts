/** Many who look at the same thing at the same time share one look, and none of them gets what was seen before they asked. */

/** While a look is under way, all who ask wait for the next one, which begins when it ends. */
export function sharedLook<T>(look: () => Promise<T>): () => Promise<T> {
  let current: Promise<T> | null = null;
  let next: Promise<T> | null = null;
  const begin = (): Promise<T> => {
    next = null;
    const own = look().finally(() => {
      if (current === own) current = null;
    });
    current = own;
    return own;
  };
  return () => {
    if (!current) return begin();
    next ??= current.then(begin, begin);
    return next;
  };
}

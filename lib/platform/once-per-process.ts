/** Makes a value once per process, although server.ts and Next's bundle each have their own copy of every module. */

const KEY = Symbol.for("octomind-dashboard.once-per-process");

type Shelf = Map<string, unknown>;

function shelf(): Shelf {
  const place = globalThis as { [KEY]?: Shelf }; // as: globalThis has no index for our symbol
  place[KEY] ??= new Map();
  return place[KEY];
}

/** Returns the value named `name`, made by `make` at the first call. The caller answers for one type per name. */
export function oncePerProcess<T>(name: string, make: () => T): T {
  const values = shelf();
  if (!values.has(name)) values.set(name, make());
  return values.get(name) as T; // as: put there by the same call site under the same name
}

/** Takes the value off the shelf, if it was ever made, so that it can be closed. */
export function takeOnce<T>(name: string): T | undefined {
  const value = shelf().get(name);
  shelf().delete(name);
  return value as T | undefined; // as: see oncePerProcess
}

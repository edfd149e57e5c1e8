const untilLoaded = (): Promise<unknown> =>
  document.readyState === "complete"
    ? Promise.resolve()
    : new Promise((resolve) => window.addEventListener("load", resolve, { once: true }));

/** Code that nobody needs to see or use the page: it is fetched after all that they do need. */
export const afterLoad = <T>(load: () => Promise<T>): Promise<T> => untilLoaded().then(load);

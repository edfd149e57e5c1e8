/** A network may take everything and pass nothing on; of what is large and slow something comes all the time. */
const SILENCE_MS = 30_000;

/** What one of our own routes answers, as JSON that no cache keeps. Fails when it cannot be had, with the status, and when nothing comes of it any more. */
export async function askJson(path: string, signal?: AbortSignal): Promise<unknown> {
  signal?.throwIfAborted();
  const request = new AbortController();
  const end = () => request.abort();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(end, SILENCE_MS);
  };
  signal?.addEventListener("abort", end);
  wait();
  try {
    const response = await fetch(path, { cache: "no-store", signal: request.signal });
    if (!response.ok) throw new Error(`${path} could not be loaded: ${response.status}`);
    const heard = new TransformStream<Uint8Array, Uint8Array>({
      transform: (part, to) => {
        wait();
        to.enqueue(part);
      },
    });
    return await new Response(response.body?.pipeThrough(heard)).json();
  } finally {
    clearTimeout(timer);
  }
}

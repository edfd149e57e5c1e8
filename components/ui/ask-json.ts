/** What one of our own routes answers, as JSON that no cache keeps. Fails when it cannot be had, with the status. */
export async function askJson(path: string, signal?: AbortSignal): Promise<unknown> {
  const response = await fetch(path, { cache: "no-store", ...(signal ? { signal } : {}) });
  if (!response.ok) throw new Error(`${path} could not be loaded: ${response.status}`);
  return response.json();
}

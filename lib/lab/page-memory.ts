import 'client-only';

/**
 * All memory of the page and its workers, bytes; `null` where the browser does not tell (it does in Chromium, on pages
 * that are cross-origin isolated). It may take half a minute to answer.
 */
export async function pageMemoryBytes(): Promise<number | null> {
  const { measureUserAgentSpecificMemory } = performance as {
    measureUserAgentSpecificMemory?: () => Promise<{ readonly bytes: number }>;
  };
  if (!measureUserAgentSpecificMemory || !globalThis.crossOriginIsolated) return null;
  try {
    return (await measureUserAgentSpecificMemory.call(performance)).bytes;
  } catch {
    // Refused while the page is on its way out.
    return null;
  }
}

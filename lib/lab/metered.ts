import type { Engine } from '../engine/contract';
import { onAbort } from '../errors/on-abort';
import type { Clock } from '../experiment/clock';
import type { ResourceUse } from '../measure/resources';

/** How long a lane that broke waits until its meter is stopped: shorter than a cancelled worker is let live. ms */
const LAST_WORDS_MS = 1000;

/**
 * Does `work` under a meter of the engine, which is stopped however the work ends, and at once when `signal` aborts: one
 * that is left open counts as a run on the server.
 * @throws TrilaneError what the work or the meter broke on
 */
export async function metered<T>(
  engine: Pick<Engine, 'meter'>,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly resources: ResourceUse }> {
  const meter = await engine.meter();
  let stopping: Promise<ResourceUse> | undefined;
  const stop = () => {
    stopping ??= meter.stop();
    return stopping;
  };
  const end = onAbort(signal, () => void stop().catch(() => {}));
  try {
    const result = await work();
    return { result, resources: await stop() };
  } catch (error) {
    const stopped = new AbortController();
    // The error says what went wrong, whatever becomes of the meter.
    await Promise.race([stop().catch(() => {}), clock.sleepUntil(clock.now() + LAST_WORDS_MS, stopped.signal)]);
    stopped.abort();
    throw error;
  } finally {
    end();
  }
}

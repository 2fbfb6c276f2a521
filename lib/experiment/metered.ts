import type { Engine } from '../engine/contract';
import { onAbort } from '../errors/on-abort';
import type { Clock } from '../experiment/clock';
import type { ResourceUse } from '../measure/resources';

/** How long a lane that broke waits until its meter is stopped: shorter than a cancelled worker is let live. ms */
const LAST_WORDS_MS = 1000;
/** How long a meter may take to start, or to say what it counted. ms */
const METER_MS = 5000;

/**
 * Does `work` under a meter of the engine, which is stopped however the work ends, and at once when `signal` aborts: one
 * that is left open counts as a run on the server. Trouble with the meter is none of the work's.
 * @returns `resources` is `null` where the meter did not start, or did not say what it counted
 * @throws TrilaneError what the work broke on
 */
export async function metered<T>(
  engine: Pick<Engine, 'meter'>,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly resources: ResourceUse | null }> {
  const starting = engine.meter();
  let stopping: Promise<ResourceUse | null> | undefined;
  const stop = () => {
    stopping ??= starting.then((meter) => meter.stop()).catch(() => null);
    return stopping;
  };
  const hasMeter = (await within(METER_MS, starting, clock)) !== null;
  // One that comes too late would count a part of the work, and must not be left open.
  if (!hasMeter) void stop();
  const end = onAbort(signal, () => void stop());
  try {
    const result = await work();
    return { result, resources: hasMeter ? await within(METER_MS, stop(), clock) : null };
  } catch (error) {
    // The error says what went wrong, whatever becomes of the meter.
    await within(LAST_WORDS_MS, stop(), clock);
    throw error;
  } finally {
    end();
  }
}

/** What came in so many ms; `null` where nothing did, or the work failed. */
async function within<T>(ms: number, work: Promise<T>, clock: Clock): Promise<T | null> {
  const settled = new AbortController();
  const late = clock.sleepUntil(clock.now() + ms, settled.signal).then(() => null);
  try {
    return await Promise.race([work.catch(() => null), late]);
  } finally {
    settled.abort();
  }
}

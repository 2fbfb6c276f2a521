import 'server-only';
import { onAbort } from '../../errors/on-abort';
import type { BatchSystem } from '../batch-system';

/** `progress`: rows of the job are done, and its worker said how many. `changed`: it may be another than it was. */
export type News = 'changed' | 'progress';

/** A worker elsewhere tells nothing: its jobs are looked at this often, all of them at the same time, ms. */
const LOOK_MS = 250;
/** Where every worker is beside its server and tells: a look that only makes up for a message that was lost. ms */
const REST_LOOK_MS = 2000;

export interface Following {
  /** Waits for news of the job, until the signal aborts; what came meanwhile is told at once. */
  next(): Promise<News>;
  end(): void;
}

/** Lets any number of readers wait for news of jobs of the Lab, and each hear only of its own. */
export interface JobWatch {
  follow(jobId: string, signal: AbortSignal): Following;
  /** This server changed the job itself. */
  tell(jobId: string): void;
  /** Jobs that somebody waits for, beside this one. */
  othersThan(jobId: string): number;
}

export function createJobWatch(system: Pick<BatchSystem, 'listen' | 'opened'>): JobWatch {
  const readers = new Map<string, Set<(news: News) => void>>();
  let ticking: NodeJS.Timeout | undefined;
  let lookedAtMs = 0;
  /** Something happened of which nobody said what it was about. */
  let isStale = false;

  const hear = (jobId: string, news: News) => {
    for (const reader of readers.get(jobId) ?? []) reader(news);
  };
  const tick = () => {
    const nowMs = performance.now();
    const tellsAll = system.opened()?.database.kind === 'embedded';
    if (tellsAll && !isStale && nowMs - lookedAtMs < REST_LOOK_MS) return;
    isStale = false;
    lookedAtMs = nowMs;
    for (const jobId of readers.keys()) hear(jobId, 'changed');
  };
  system.listen((message) => {
    if (message.type === 'changed' || message.type === 'progress') hear(message.jobId, message.type);
    else isStale = true;
  });

  return {
    tell: (jobId) => hear(jobId, 'changed'),
    othersThan: (jobId) => readers.size - (readers.has(jobId) ? 1 : 0),
    follow(jobId, signal) {
      let latest: News | undefined;
      let wake = () => {};
      const reader = (news: News) => {
        // A change is not forgotten for progress that comes after it.
        if (latest !== 'changed') latest = news;
        wake();
      };
      const all = readers.get(jobId) ?? new Set();
      readers.set(jobId, all.add(reader));
      ticking ??= setInterval(tick, LOOK_MS);
      const end = () => {
        all.delete(reader);
        if (all.size === 0 && readers.get(jobId) === all) readers.delete(jobId);
        if (readers.size > 0) return;
        clearInterval(ticking);
        ticking = undefined;
      };
      // One that has stopped reading stands at its last event for good, and ends nothing.
      const leave = onAbort(signal, () => {
        end();
        reader('changed');
      });
      return {
        async next() {
          if (!latest && !signal.aborted) {
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
          }
          const news = latest ?? 'changed';
          latest = undefined;
          return news;
        },
        end() {
          leave();
          end();
        },
      };
    },
  };
}

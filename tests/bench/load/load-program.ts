import { performance as measured, monitorEventLoopDelay } from 'node:perf_hooks';
import { readEventStream } from '@/lib/wire/event-stream';
import { count, pressRun, type Tally } from './browser';
import { openAtOnce } from './connections';
import type { ClassReport, ConnectionsReport, LoadOrder } from './messages';

// A class, or a crowd, in a process of its own: what it takes is not the server's, and it says when it is the limit itself.

async function playClass({ baseUrl, browsers, watchers, seed }: Extract<LoadOrder, { kind: 'class' }>) {
  const tally: Tally = { onlineMs: [], lanes: [], errors: {} };
  const left = new AbortController();
  let events = 0;
  const watching = Array.from({ length: watchers }, async () => {
    try {
      const response = await fetch(`${baseUrl}/api/console/events`, { signal: left.signal });
      if (!response.ok || !response.body) return count(tally.errors, `watcher: ${response.status}`);
      for await (const _ of readEventStream(response.body)) events++;
      if (!left.signal.aborted) count(tally.errors, 'watcher: the stream ended');
    } catch (thrown) {
      if (!left.signal.aborted) count(tally.errors, `watcher: ${thrown instanceof Error ? thrown.name : 'broke'}`);
    }
  });
  await Promise.all(Array.from({ length: browsers }, (_, place) => pressRun(baseUrl, seed + place, tally)));
  left.abort();
  await Promise.all(watching);
  return { ...tally, events };
}

process.once('message', async (order: LoadOrder) => {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const before = measured.eventLoopUtilization();
  delay.enable();
  const found =
    order.kind === 'class'
      ? await playClass(order)
      : { ends: await openAtOnce(order.baseUrl, order.count, order.holdMs) };
  delay.disable();
  const health = {
    busyShare: measured.eventLoopUtilization(before).utilization,
    // It counts from one tick of its timer to the next, which is 5 ms where nothing is late.
    delayMsP99: Math.max(0, delay.percentile(99) / 1e6 - 5),
  };
  const report: ClassReport | ConnectionsReport = { ...found, ...health };
  process.send?.(report, () => process.exit(0));
});

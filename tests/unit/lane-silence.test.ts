import { describe, expect, test, vi } from 'vitest';
import type { Clock } from '@/lib/experiment/clock';
import { connectLane, type LanePort } from '@/lib/lab/lane/lane';
import type { LaneEvent } from '@/lib/lab/lane/lane-messages';

/** A page whose every sleep ends when it is told to, and takes so long: a second where it is in view, minutes where it was put away. */
function pageThatSleeps(stepMs: number) {
  let nowMs = 0;
  let wake = () => {};
  const clock: Clock = {
    now: () => nowMs,
    sleepUntil: (_, signal) =>
      new Promise((resolve) => {
        wake = resolve;
        if (signal.aborted) resolve();
      }),
  };
  return {
    clock,
    async sleep(times: number) {
      for (let time = 0; time < times; time++) {
        nowMs += stepMs;
        wake();
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}

function loading(clock: Clock) {
  const port: LanePort = { postMessage() {}, onmessage: null, onerror: null, terminate() {} };
  const tell = (event: LaneEvent) => port.onmessage?.({ data: event } as MessageEvent<LaneEvent>);
  const lane = connectLane(port, clock);
  const target = { modelId: 'digits', versionId: 'fp32' };
  const ask = { modeId: 'edge', target, origin: '', threads: null, samples: null } as unknown as Parameters<
    typeof lane.ask<'load'>
  >[1];
  const end = vi.fn();
  lane.ask('load', ask).then(end, end);
  const fetched = () => tell({ type: 'progress', progress: [{ what: 'model', loadedBytes: 1, totalBytes: 9 }] });
  fetched();
  return { end, fetched, close: lane.close };
}

describe('A lane of which nothing comes while it loads', () => {
  test('is given up after half a minute', async () => {
    const page = pageThatSleeps(1000);
    const { end } = loading(page.clock);
    await page.sleep(29);
    expect(end).not.toHaveBeenCalled();
    await page.sleep(1);
    expect(end).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'lane-stalled' }));
  });

  test('is not given up because its page was put away for minutes', async () => {
    const page = pageThatSleeps(600_000);
    const { end, fetched, close } = loading(page.clock);
    // What came meanwhile is heard a little after the page is back.
    for (let back = 1; back <= 20; back++) {
      await page.sleep(10);
      fetched();
    }
    expect(end).not.toHaveBeenCalled();
    close();
  });
});

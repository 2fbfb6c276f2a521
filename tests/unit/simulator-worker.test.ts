import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Scenario } from '@/lib/simulate/scenario/scenario';
import type { Report } from '@/lib/simulator-page/messages';
import { serveOrders } from '@/lib/simulator-page/serve-orders';
import { Simulator } from '@/lib/simulator-page/simulator';
import { type HandWorker, handWorker, smallRun } from './simulator-worker-fixtures';

/** What the worker does, on a clock that goes on with each look; whatever is due at a pause is done there. */
function server(atPause: (count: number) => void = () => {}) {
  const reports: Report[] = [];
  let [nowMs, pauses] = [0, 0];
  const serve = serveOrders({
    now: () => (nowMs += 100),
    pause: async () => atPause(++pauses),
    post: (report) => reports.push(report),
  });
  return { serve, reports };
}

describe('The worker', () => {
  test('plays an order scenario by scenario, tells how far it is, and says when it is over', async () => {
    const { serve, reports } = server();
    await serve({
      id: 4,
      plays: [
        { key: 'rough', scenario: smallRun(50), sample: 0 },
        { key: 'full', scenario: smallRun(60_000), sample: 0 },
      ],
    });
    const kinds = reports.map((report) => ('key' in report ? `${report.kind} ${report.key}` : report.kind));
    expect([...new Set(kinds)]).toEqual(['begun', 'played rough', 'progress full', 'played full', 'over']);
    expect(reports.every(({ id }) => id === 4)).toBe(true);
    const shares = reports.flatMap((report) => (report.kind === 'progress' ? [report.share] : []));
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  });

  test('gives the same figures whenever it is asked', async () => {
    const played = async () => {
      const { serve, reports } = server();
      await serve({ id: 1, plays: [{ key: 'one', scenario: smallRun(500), sample: 0 }] });
      return reports;
    };
    expect(await played()).toEqual(await played());
  });

  test('leaves an order where it is when a newer one comes', async () => {
    const orders: Promise<void>[] = [];
    const { serve, reports } = server((count) => {
      if (count === 1) orders.push(serve({ id: 2, plays: [{ key: 'newer', scenario: smallRun(10), sample: 0 }] }));
    });
    await serve({ id: 1, plays: [{ key: 'older', scenario: smallRun(300_000), sample: 0 }] });
    await Promise.all(orders);
    expect(reports.filter(({ id, kind }) => id === 1 && kind !== 'progress').map(({ kind }) => kind)).toEqual([
      'begun',
    ]);
    expect(reports.filter(({ id }) => id === 2).map(({ kind }) => kind)).toEqual(['begun', 'played', 'over']);
  });

  test('says what it fails of', async () => {
    const { serve, reports } = server();
    const broken = { ...smallRun(10), lanes: { online: { servers: 1 } } } as unknown as Scenario;
    await serve({ id: 1, plays: [{ key: 'broken', scenario: broken, sample: 0 }] });
    expect(reports.map(({ kind }) => kind)).toEqual(['begun', 'failed']);
  });
});

describe('The page’s side of the worker', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function made() {
    const workers: HandWorker[] = [];
    const simulator = new Simulator(() => {
      const worker = handWorker();
      workers.push(worker);
      return worker;
    });
    const last = () => workers.at(-1) as HandWorker;
    const say = (report: Report) => last().say(report);
    return { simulator, workers, last, say };
  }

  const PLAYED = { lanes: [], samples: [], events: 5 };
  const plays = [{ key: 'full', scenario: smallRun(10), sample: 0 }];

  test('keeps what has come, and hears nothing more of an older order', () => {
    const { simulator, say } = made();
    simulator.play(plays);
    simulator.play(plays);
    say({ id: 1, kind: 'played', key: 'full', played: PLAYED });
    expect(simulator.state().played).toEqual({});
    say({ id: 2, kind: 'progress', key: 'full', share: 0.4 });
    expect(simulator.state()).toMatchObject({ phase: 'playing', share: 0.4 });
    say({ id: 2, kind: 'played', key: 'full', played: PLAYED });
    say({ id: 2, kind: 'over' });
    expect(simulator.state()).toMatchObject({ phase: 'over', played: { full: PLAYED } });
  });

  test('stops at once, and the worker with it', () => {
    const { simulator, last, say } = made();
    simulator.play(plays);
    simulator.cancel();
    expect(simulator.state().phase).toBe('cancelled');
    expect(last().orders.at(-1)?.plays).toEqual([]);
    say({ id: 1, kind: 'over' });
    expect(simulator.state().phase).toBe('cancelled');
  });

  test.each([
    ['an error', ({ last }: ReturnType<typeof made>) => last().onerror?.({ message: 'out of memory' } as ErrorEvent)],
    [
      'a message that cannot be read',
      ({ last }: ReturnType<typeof made>) => last().onmessageerror?.({} as MessageEvent),
    ],
    ['silence from the start', () => vi.advanceTimersByTime(120_001)],
    [
      'silence in the midst of its work',
      ({ say }: ReturnType<typeof made>) => {
        say({ id: 1, kind: 'begun' });
        vi.advanceTimersByTime(20_000);
      },
    ],
  ])('says that a worker is dead by %s, and starts another when asked again', (_, kill) => {
    const all = made();
    const { simulator, workers, say } = all;
    simulator.play(plays);
    kill(all);
    expect(simulator.state().phase).toBe('dead');
    expect(workers[0]?.ended).toBe(true);
    simulator.again();
    expect(workers).toHaveLength(2);
    say({ id: 2, kind: 'over' });
    expect(simulator.state().phase).toBe('over');
  });

  test('leaves a worker that cannot hear a newer order, and gives the order to another', () => {
    const { simulator, workers, last, say } = made();
    simulator.play(plays);
    say({ id: 1, kind: 'begun' });
    simulator.play(plays);
    vi.advanceTimersByTime(501);
    expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
    expect(last().orders.map(({ id }) => id)).toEqual([2]);
    say({ id: 2, kind: 'over' });
    expect(simulator.state().phase).toBe('over');
  });

  test('leaves one that cannot hear that it is cancelled, and starts another when there is work', () => {
    const { simulator, workers, say } = made();
    simulator.play(plays);
    say({ id: 1, kind: 'begun' });
    simulator.cancel();
    vi.advanceTimersByTime(501);
    expect(workers.map(({ ended }) => ended)).toEqual([true]);
    expect(simulator.state().phase).toBe('cancelled');
    simulator.again();
    expect(workers).toHaveLength(2);
  });

  test('is patient with one that is on its way, and keeps one that hears', () => {
    const { simulator, workers, say } = made();
    simulator.play(plays);
    vi.advanceTimersByTime(30_000);
    say({ id: 1, kind: 'begun' });
    simulator.play(plays);
    say({ id: 2, kind: 'begun' });
    vi.advanceTimersByTime(7000);
    say({ id: 2, kind: 'progress', key: 'full', share: 0.5 });
    vi.advanceTimersByTime(7000);
    expect(workers.map(({ ended }) => ended)).toEqual([false]);
  });

  test('says so when no worker can be made', () => {
    const simulator = new Simulator(() => {
      throw new Error('refused');
    });
    simulator.play(plays);
    expect(simulator.state()).toMatchObject({ phase: 'dead', reason: 'refused' });
  });

  test('does not wait for one that has nothing to do', () => {
    const { simulator, say } = made();
    simulator.play(plays);
    say({ id: 1, kind: 'over' });
    vi.advanceTimersByTime(600_000);
    expect(simulator.state().phase).toBe('over');
  });
});

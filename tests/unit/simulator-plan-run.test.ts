import { describe, expect, test } from 'vitest';
import type { Plan } from '@/lib/simulate/plan/plan';
import { simulateAtOnce } from '@/lib/simulate/simulate';
import { PlanRun } from '@/lib/simulator-page/plan-run';
import { Simulator } from '@/lib/simulator-page/simulator';
import { handWorker, smallRun } from './simulator-worker-fixtures';

/** A worker whose orders are answered when the test says so. */
function made() {
  const worker = handWorker();
  const { orders } = worker;
  const answer = () => {
    const order = orders.at(-1);
    const [play] = order?.plays ?? [];
    if (!order || !play) throw new Error('nothing was asked');
    const { lanes, samples, events } = simulateAtOnce(play.scenario, play.sample);
    worker.say({ id: order.id, kind: 'played', key: play.key, played: { lanes, samples, events } });
    worker.say({ id: order.id, kind: 'over' });
  };
  const simulator = new Simulator(() => worker);
  const run = new PlanRun<readonly number[]>(simulator);
  return { answer, run, worker, asked: () => orders.flatMap(({ plays }) => plays[0]?.scenario.requests ?? []) };
}

/** Plays twice as many requests each time. */
const doubling = (first: number) =>
  function* (tell: (shown: readonly number[]) => void): Plan<void> {
    const shown: number[] = [];
    for (let requests = first; requests <= first * 4; requests *= 2) {
      const { completed } = yield smallRun(requests);
      shown.push(completed);
      tell([...shown]);
    }
  };

describe('A plan in the worker', () => {
  test('is played step by step, each after what came of the one before, and tells what it has found', () => {
    const { run, answer, asked } = made();
    run.start(doubling(100));
    expect(run.state()).toMatchObject({ phase: 'playing', runs: 0, shown: null });
    answer();
    expect(asked()).toEqual([100, 200]);
    expect(run.state()).toMatchObject({ phase: 'playing', runs: 1, shown: [100] });
    answer();
    answer();
    expect(run.state()).toMatchObject({ phase: 'over', runs: 3, shown: [100, 200, 400] });
    expect(asked()).toEqual([100, 200, 400]);
  });

  test('gives way to a newer one, of which alone is told', () => {
    const { run, answer, asked } = made();
    run.start(doubling(100));
    answer();
    run.start(doubling(30));
    expect(run.state()).toMatchObject({ phase: 'playing', runs: 0, shown: [100] });
    for (let step = 0; step < 3; step++) answer();
    expect(run.state()).toMatchObject({ phase: 'over', shown: [30, 60, 120] });
    expect(asked()).toEqual([100, 200, 30, 60, 120]);
  });

  test('stops when it is told to, keeps what it had, and begins anew', () => {
    const { run, answer, asked } = made();
    run.start(doubling(100));
    answer();
    run.cancel();
    expect(run.state()).toMatchObject({ phase: 'cancelled', shown: [100] });
    const before = asked().length;
    run.again();
    expect(asked().slice(before)).toEqual([100]);
    expect(run.state().phase).toBe('playing');
  });

  test('says that its worker has died, or what the plan itself failed of', () => {
    const dying = made();
    dying.run.start(doubling(100));
    dying.worker.onerror?.({ message: 'out of memory' } as ErrorEvent);
    expect(dying.run.state()).toMatchObject({ phase: 'dead', reason: 'out of memory' });
    const failing = made();
    failing.run.start(function* (): Plan<void> {
      yield smallRun(10);
      throw new RangeError('no such thing');
    });
    failing.answer();
    expect(failing.run.state()).toMatchObject({ phase: 'failed', reason: 'no such thing' });
  });
});

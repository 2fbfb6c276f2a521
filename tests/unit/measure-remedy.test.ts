import { describe, expect, it } from 'vitest';
import { NO_FAULTS } from '@/lib/measure/faults';
import type { Measurement } from '@/lib/measure/measurement';
import { adviceOfRun, atMostProposed, remedyOf } from '@/lib/measure/remedy';
import type { Stability } from '@/lib/measure/stability';
import type { LaneSummary } from '@/lib/measure/summary';
import { type ValidityInput, validityOf } from '@/lib/measure/validity';
import { summarise } from '../summarise';
import { completed, recordOf, steadyRecord } from './measure-fixtures';

const remedy = (summaries: readonly LaneSummary[], extra: Partial<ValidityInput> = {}) =>
  remedyOf(validityOf({ summaries, outputsAgree: true, faults: NO_FAULTS, floor: 'class', ...extra }), summaries);
const good = summarise(steadyRecord('edge', 300, () => 1));
const MOVED: Stability = { state: 'unstable', windows: [], latencyRatio: 1.6, throughputRatio: 1, moved: ['latency'] };

/** 60 items a second for 10 s, of which the lane answers so many a second. */
const behind = (perSecond: number) =>
  summarise(
    recordOf(
      'online',
      Array.from({ length: 600 }, (_, item) =>
        completed(item, { arrived: (item * 1000) / 60, finished: ((item + 1) * 1000) / perSecond }),
      ),
    ),
  );
const failing = (code: 'queue-full' | 'server-unreachable') =>
  summarise(
    recordOf(
      'online',
      Array.from({ length: 300 }, (_, item): Measurement => {
        const done = completed(item, { arrived: item * 10, finished: item * 10 + 5 });
        if (item % 10 > 0) return done;
        const { arrivedAtMs, startedAtMs, finishedAtMs } = done;
        return { item, arrivedAtMs, startedAtMs, finishedAtMs, outcome: 'failed', error: { code, detail: '' } };
      }),
    ),
  );

describe('what to do about a run that is not valid', () => {
  it('SPEC 5.12: a valid run needs nothing', () => {
    expect(remedy([good])).toBeNull();
  });

  it('SPEC 5.12: a lane that fell behind gets 70 % of the rate it kept up with', () => {
    expect(remedy([behind(45), good], { stability: { online: MOVED } })).toEqual({ id: 'lower-rate', perSecond: 31 });
    expect(remedy([behind(3), good], { stability: { online: MOVED } })).toEqual({ id: 'lower-rate', perSecond: 2 });
  });

  it('SPEC 5.12: a lower rate is no higher than what is proposed for the device', () => {
    const lower = { id: 'lower-rate', perSecond: 30 } as const;
    expect([null, 60, 20].map((proposed) => atMostProposed(lower, proposed))).toEqual([
      lower,
      lower,
      { id: 'lower-rate', perSecond: 20 },
    ]);
    expect(atMostProposed({ id: 'run-longer', factor: 2 }, 20)).toEqual({ id: 'run-longer', factor: 2 });
    expect(atMostProposed({ id: 'lower-rate', perSecond: null }, 20)).toEqual({ id: 'lower-rate', perSecond: null });
  });

  it('SPEC 5.12: a lane that kept up but had not settled runs for longer', () => {
    expect(remedy([behind(60)], { stability: { online: MOVED } })).toEqual({ id: 'run-longer', factor: 2 });
  });

  it('SPEC 5.12: a run that is too short gets as much longer as it takes, and a tenth more', () => {
    const short = (count: number) => summarise(steadyRecord('edge', count, () => 1));
    expect(remedy([short(20)])).toEqual({ id: 'run-longer', factor: 5.5 });
    expect(remedy([short(99)])).toEqual({ id: 'run-longer', factor: 2 });
    expect(remedy([short(20), { ...short(10), modeId: 'online' }])).toEqual({ id: 'run-longer', factor: 11 });
    expect(remedy([summarise(recordOf('edge', []))])).toEqual({ id: 'run-longer', factor: 100 });
  });

  it('SPEC 5.12: a run that was stopped, or broke, runs to its end, however short it was', () => {
    const cut = (state: 'failed' | 'cancelled') => ({ ...summarise(steadyRecord('edge', 20, () => 1)), state });
    expect(remedy([good, cut('cancelled')])).toEqual({ id: 'run-to-end', how: 'cancelled' });
    expect(remedy([cut('cancelled'), cut('failed')])).toEqual({ id: 'run-to-end', how: 'failed' });
    const full = { code: 'queue-full', count: 10 } as const;
    expect(remedy([{ ...cut('failed'), commonError: full }])).toMatchObject({ id: 'lower-rate' });
  });

  it('SPEC 5.12: items that failed for want of room ask for a lower rate, others for another try', () => {
    expect(remedy([failing('queue-full')])).toEqual({ id: 'lower-rate', perSecond: 63 });
    expect(remedy([failing('server-unreachable')])).toEqual({ id: 'run-again' });
  });

  it('SPEC 5.12: a device that is short of computing power is waited for', () => {
    const faults = { ...NO_FAULTS, underPressure: true };
    expect(remedy([good], { faults, stability: { edge: MOVED } })).toEqual({ id: 'wait-for-device' });
  });

  it('SPEC 5.12: of several reasons that remedy is offered which may cure the others too', () => {
    const faults = { ...NO_FAULTS, wasHidden: true };
    const all = { faults, stability: { online: MOVED } };
    expect(remedy([behind(45)], all)).toEqual({ id: 'run-again' });
    expect(remedy([behind(45)], { ...all, outputsAgree: false })).toEqual({ id: 'fewer-lanes', keep: null });
    const answers = { state: 'disagreed', count: 3, compared: 600, lanes: ['online', 'edge'] } as const;
    const named = { id: 'fewer-lanes', keep: 'online' };
    expect(remedy([behind(45)], { ...all, answers })).toEqual(named);
    expect(remedy([behind(45)], { ...all, answers, outputsAgree: false })).toEqual(named);
    expect(remedy([behind(45)], { ...all, outputsAgree: false, faults: { ...faults, altered: true } })).toEqual({
      id: 'measure-anew',
    });
  });

  it('SPEC 5.12: of several repeats that one tells what to do which shows the reason', () => {
    const judged = (summaries: readonly LaneSummary[], stability: ValidityInput['stability'] = {}) => ({
      summaries,
      validity: validityOf({ summaries, outputsAgree: true, faults: NO_FAULTS, floor: 'class', stability }),
    });
    const fellBehind = judged([behind(45)], { online: MOVED });
    const keptUp = judged([behind(60)]);
    for (const passes of [
      [fellBehind, keptUp],
      [keptUp, fellBehind],
    ])
      expect(adviceOfRun(fellBehind.validity, passes)).toMatchObject({
        reason: { id: 'unstable', lane: 'online' },
        remedy: { id: 'lower-rate', perSecond: 31 },
      });
    expect(adviceOfRun(keptUp.validity, [keptUp, keptUp])).toBeNull();
    // Of two that show it, the last.
    const moved = judged([behind(60)], { online: MOVED });
    expect(adviceOfRun(moved.validity, [fellBehind, moved])?.remedy).toEqual({ id: 'run-longer', factor: 2 });
  });

  it('SPEC 5.12: where everything came at once there is no rate to lower', () => {
    const atOnce = Array.from({ length: 300 }, (_, item): Measurement => {
      const error = { code: 'timed-out', detail: '' } as const;
      return item < 290
        ? completed(item, { arrived: 0, finished: item + 1 })
        : { item, arrivedAtMs: 0, startedAtMs: 0, finishedAtMs: 30_000, outcome: 'timed-out', error };
    });
    expect(remedy([summarise(recordOf('online', atOnce))])).toEqual({ id: 'lower-rate', perSecond: null });
  });
});

import { describe, expect, it } from 'vitest';
import { AS_IT_IS } from '@/lib/emulate/conditions';
import { NO_FAULTS, type RunFaults } from '@/lib/measure/faults';
import type { FloorId } from '@/lib/measure/floors';
import type { LaneRecord } from '@/lib/measure/lane-record';
import { type Stability, stabilityOf } from '@/lib/measure/stability';
import { validityOf } from '@/lib/measure/validity';
import { summarise } from '../summarise';
import { completed, failed, recordOf, steadyRecord, used } from './measure-fixtures';

const good = () => steadyRecord('edge', 200, () => 1);
interface Circumstances {
  readonly outputsAgree?: boolean | null;
  readonly faults?: Partial<RunFaults>;
  readonly floor?: FloorId;
  readonly stability?: Stability;
}
const judge = (record: LaneRecord, { outputsAgree = true, faults, floor = 'class', stability }: Circumstances = {}) =>
  validityOf({
    summaries: [summarise(record)],
    outputsAgree,
    faults: { ...NO_FAULTS, ...faults },
    floor,
    ...(stability && { stability: { [record.modeId]: stability } }),
  });

describe('validity', () => {
  it('a run without a flaw is valid', () => {
    expect(judge(good())).toEqual({ verdict: 'valid', reasons: [], cautions: [], emulated: [] });
  });

  it('SPEC 5.1: in class, 100 answers or 10 s of work are long enough', () => {
    expect(judge(steadyRecord('edge', 99, () => 1)).reasons).toEqual([
      { id: 'too-short', lane: 'edge', ms: 981, have: 99, floor: 'class' },
    ]);
    expect(judge(steadyRecord('edge', 100, () => 1)).verdict).toBe('valid');
    expect(judge(steadyRecord('edge', 20, () => 1, { gapMs: 526 })).verdict).toBe('invalid');
    expect(judge(steadyRecord('edge', 20, () => 7, { gapMs: 526 })).verdict).toBe('valid');
  });

  it('SPEC 5.1: however long it took, the median has to be earned', () => {
    expect(judge(steadyRecord('edge', 10, () => 1, { gapMs: 5000 })).reasons).toEqual([
      { id: 'too-few-samples', lane: 'edge', have: 10, need: 11 },
    ]);
    expect(judge(steadyRecord('edge', 11, () => 1, { gapMs: 5000 })).verdict).toBe('valid');
  });

  it('SPEC 5.1: a lane that broke or was stopped too early is not called too short', () => {
    for (const how of ['failed', 'cancelled'] as const) {
      const cut = (count: number) => ({
        ...summarise(steadyRecord('edge', count, () => 1)),
        state: how,
        plannedCount: 600,
      });
      const judged = (count: number) =>
        validityOf({ summaries: [cut(count)], outputsAgree: true, faults: NO_FAULTS, floor: 'class' }).reasons;
      expect(judged(5)).toEqual([{ id: 'cut-short', lane: 'edge', how, have: 5, of: 600 }]);
      expect(judged(99)).toEqual([{ id: 'cut-short', lane: 'edge', how, have: 99, of: 600 }]);
      // Stopped, it has enough; broken off, it never has.
      const cutShort = { id: 'cut-short', lane: 'edge', how, have: 100, of: 600 };
      expect(judged(100)).toEqual(how === 'failed' ? [cutShort] : []);
    }
  });

  it('SPEC 5.6: a lane whose figures are a mixture of warm-up and later is told from 1.5 on', () => {
    const summaries = [summarise(steadyRecord('edge', 300, () => 1))];
    const judged = (warmUpRatio: number) => {
      const edge = {
        state: 'stable',
        windows: [],
        latencyRatio: 1,
        throughputRatio: 1,
        moved: [],
        warmUpRatio,
      } as const;
      const input = { summaries, outputsAgree: true, faults: NO_FAULTS, floor: 'class', stability: { edge } } as const;
      return validityOf(input);
    };
    for (const ratio of [1.5, 0.5])
      expect(judged(ratio)).toMatchObject({ verdict: 'valid', cautions: [{ id: 'warming', lane: 'edge', ratio }] });
    for (const ratio of [1.4, 0.8]) expect(judged(ratio).cautions).toEqual([]);
  });

  it('SPEC 5.1: a lane that broke off is told so, and not what it left unanswered', () => {
    const measurements = [
      ...steadyRecord('online', 158, () => 9).measurements,
      ...Array.from({ length: 10 }, (_, index) => failed(158 + index, 1580 + index)),
    ];
    const broken = { ...summarise(recordOf('online', measurements)), state: 'failed' as const, plannedCount: 400 };
    const { reasons } = validityOf({ summaries: [broken], outputsAgree: true, faults: NO_FAULTS, floor: 'class' });
    expect(reasons).toEqual([{ id: 'cut-short', lane: 'online', how: 'failed', have: 158, of: 400 }]);
  });

  it('SPEC 5.1: a full run takes 600 s, of which 98 % is enough', () => {
    const record = (gapMs: number) => steadyRecord('edge', 1001, () => 0, { gapMs });
    expect(judge(record(587), { floor: 'full' }).reasons).toEqual([
      { id: 'too-short', lane: 'edge', ms: 587_000, have: 1001, floor: 'full' },
    ]);
    for (const gapMs of [588, 599.97, 600]) expect(judge(record(gapMs), { floor: 'full' }).verdict).toBe('valid');
  });

  it('SPEC 5.1: and the figure its scenario is known by: p99 online, p90 on the edge', () => {
    const need = (modeId: 'batch' | 'online' | 'edge', count: number) =>
      judge(
        steadyRecord(modeId, count, () => 1, { gapMs: 700_000 / count }),
        { floor: 'full' },
      ).reasons;
    expect(need('online', 661)).toEqual([{ id: 'too-few-samples', lane: 'online', have: 661, need: 662 }]);
    expect(need('online', 662)).toEqual([]);
    expect(need('edge', 63)).toEqual([{ id: 'too-few-samples', lane: 'edge', have: 63, need: 64 }]);
    expect(need('edge', 64)).toEqual([]);
  });

  it('SPEC 5.2: more than 1 % of failures is too much', () => {
    const withFailures = (count: number) =>
      recordOf('edge', [
        ...good().measurements,
        ...Array.from({ length: count }, (_, index) => failed(200 + index, 2000)),
      ]);
    expect(judge(withFailures(2)).verdict).toBe('valid');
    expect(judge(withFailures(3)).reasons).toEqual([{ id: 'failures', lane: 'edge', count: 3, of: 203 }]);
  });

  it('SPEC 5.3: over 1 % of late items are said, over 10 % make the run invalid', () => {
    const withLate = (late: number) =>
      recordOf(
        'online',
        Array.from({ length: 200 }, (_, item) => {
          const arrived = item * 10;
          const started = arrived + (item < late ? 6 : 0);
          return completed(item, { arrived, started, finished: started + 1 });
        }),
      );
    expect(judge(withLate(2)).cautions).toEqual([]);
    expect(judge(withLate(3))).toMatchObject({ verdict: 'valid', cautions: [{ id: 'generator-late', count: 3 }] });
    expect(judge(withLate(21))).toMatchObject({ verdict: 'invalid', reasons: [{ id: 'generator-late', count: 21 }] });
  });

  it('SPEC 5.4: a hidden page, a device that slept, outputs that disagree and an altered file make it invalid', () => {
    expect(judge(good(), { faults: { wasHidden: true } }).reasons).toEqual([{ id: 'page-hidden', lane: null }]);
    expect(judge(good(), { faults: { sleptMs: 4000 } }).reasons).toEqual([{ id: 'asleep', lane: null, ms: 4000 }]);
    expect(judge(good(), { faults: { altered: true } }).reasons).toEqual([{ id: 'altered', lane: null }]);
    expect(judge(good(), { outputsAgree: false }).reasons).toEqual([{ id: 'outputs-disagree', lane: null }]);
    expect(judge(good(), { outputsAgree: null }).verdict).toBe('valid');
  });

  it('SPEC 5.5: a device under pressure is said', () => {
    expect(judge(good(), { faults: { underPressure: true } })).toMatchObject({
      verdict: 'valid',
      cautions: [{ id: 'device-pressure', lane: null }],
    });
  });

  it('SPEC 5.5: a clock that steps by more than a tenth of what it times is said, on the edge', () => {
    const cautions = (clockStepMs: number | null, record = good()) =>
      judge(record, { faults: { clockStepMs } }).cautions;
    expect(cautions(0.1)).toEqual([]);
    expect(cautions(0.11)).toEqual([{ id: 'clock-coarse', lane: 'edge', stepMs: 0.11, medianMs: 1 }]);
    expect(cautions(null)).toEqual([]);
    expect(cautions(0.11, { ...good(), modeId: 'online' })).toEqual([]);
  });

  it('SPEC 5.10: a page that was busy for more than 20 % of a core is a caution, and a reason where lanes were late', () => {
    const busy = (mainThreadBusyShare: number | null) => ({
      footprint: { mainThreadBusyShare, probes: 100, longestBusyMs: 40, longTasks: 0 },
    });
    expect(judge(good(), { faults: busy(0.2) }).cautions).toEqual([]);
    expect(judge(good(), { faults: busy(null) }).cautions).toEqual([]);
    expect(judge(good(), { faults: busy(0.3) })).toMatchObject({
      verdict: 'valid',
      cautions: [{ id: 'page-busy', share: 0.3, didHarm: false }],
    });
    const late = recordOf(
      'online',
      Array.from({ length: 200 }, (_, item) =>
        completed(item, { arrived: item * 10, started: item * 10 + 8, finished: item * 10 + 10 }),
      ),
    );
    expect(judge(late, { faults: busy(0.3) }).reasons.map(({ id }) => id)).toEqual(['page-busy', 'generator-late']);
    expect(judge(late, { faults: busy(0.1) }).reasons.map(({ id }) => id)).toEqual(['generator-late']);
  });

  it('SPEC 5.4: answers that differ between lanes of the same file make it INVALID, and how many is told', () => {
    const { reasons } = validityOf({
      summaries: [summarise(good())],
      outputsAgree: true,
      answers: { state: 'disagreed', count: 3, compared: 600, lanes: ['online', 'edge'] },
      faults: NO_FAULTS,
      floor: 'class',
    });
    expect(reasons).toEqual([{ id: 'answers-disagree', lane: 'online', other: 'edge', count: 3, of: 600 }]);
  });

  it('SPEC 5.6: what moved within chance is a caution from a factor of 1.5 on', () => {
    const noisy = (latencyRatio: number): Stability => ({
      state: 'too-noisy',
      windows: [],
      latencyRatio,
      throughputRatio: 1,
      moved: [],
    });
    expect(judge(good(), { stability: noisy(1.4) }).cautions).toEqual([]);
    expect(judge(good(), { stability: noisy(1.6) })).toMatchObject({
      verdict: 'valid',
      cautions: [{ id: 'noisy', what: 'latency', ratio: 1.6 }],
    });
  });

  it('SPEC 5.6: a lane that falls behind by a tenth is invalid, one whose computer slows down by a quarter is not', () => {
    const every = 1000 / 60;
    const laneOf = (finishedAt: (item: number) => number) =>
      recordOf(
        'online',
        Array.from({ length: 600 }, (_, item) =>
          completed(item, { arrived: item * every, finished: finishedAt(item) }),
        ),
      );
    const judged = (record: LaneRecord) =>
      judge(record, { stability: stabilityOf([...record.measurements], 'online', 10_000) });
    expect(judged(laneOf((item) => item * every * 1.1 + 5)).reasons).toMatchObject([{ id: 'unstable' }]);
    const slower = judged(laneOf((item) => item * every + (item < 450 ? 4 : 5) + (item % 7) / 100));
    expect(slower).toMatchObject({ verdict: 'valid', cautions: [{ id: 'unstable', what: 'latency' }] });
  });

  it('SPEC 5.6: a lane that had not settled makes it invalid, unless it was made to stand still', () => {
    const stability: Stability = {
      state: 'unstable',
      windows: [],
      latencyRatio: 1.2,
      throughputRatio: 1.5,
      moved: ['throughput'],
    };
    const reason = { id: 'unstable', lane: 'edge', what: 'throughput', ratio: 1.5 };
    expect(judge(good(), { stability })).toMatchObject({ verdict: 'invalid', reasons: [reason] });
    // What chance may explain is no reason beside what it does not.
    expect(judge(good(), { stability: { ...stability, latencyRatio: 1.8 } }).reasons).toEqual([reason]);
    const little = { ...stability, throughputRatio: 1.49 };
    expect(judge(good(), { stability: little })).toMatchObject({
      verdict: 'valid',
      cautions: [{ ...reason, ratio: 1.49 }],
    });
    const stalled = { ...good(), conditions: { ...AS_IT_IS, stall: { atMs: 600, forMs: 500 } } };
    expect(judge(stalled, { stability })).toMatchObject({ verdict: 'valid', cautions: [reason] });
    for (const state of ['stable', 'too-short'] as const)
      expect(judge(good(), { stability: { ...stability, state } }).verdict).toBe('valid');
  });

  it('SPEC 5.14: a lane whose meter did not answer is told so, if it came to its end', () => {
    const cautions = (state: 'done' | 'cancelled') =>
      judge(steadyRecord('batch', 300, () => 10, { resources: null, status: { state, elapsedMs: 3000 } })).cautions;
    expect(cautions('done')).toEqual([{ id: 'unmetered', lane: 'batch' }]);
    expect(cautions('cancelled')).toEqual([]);
  });

  it('SPEC 5.14: a lane that knows its bytes alone, for its server gave no meter, is told so; one in the browser is not', () => {
    const cautions = (mode: 'online' | 'edge') =>
      judge(steadyRecord(mode, 300, () => 1, { resources: used({ cpuSeconds: null }) })).cautions;
    expect(cautions('online')).toEqual([{ id: 'unmetered', lane: 'online' }]);
    expect(cautions('edge')).toEqual([]);
  });

  it('SPEC 5.15: a wait for jobs of others is said from a tenth of the median latency on', () => {
    const cautions = (waitForOthersMs?: number) =>
      judge(steadyRecord('batch', 300, () => 40, { resources: used({ waitForOthersMs }) })).cautions;
    const found = cautions(1000).find(({ id }) => id === 'waited-for-others');
    const medianMs = found?.id === 'waited-for-others' ? found.medianMs : Number.NaN;
    expect(found).toEqual({ id: 'waited-for-others', lane: 'batch', ms: 1000, medianMs });
    expect(cautions(0.1 * medianMs)).toHaveLength(1);
    for (const little of [0.099 * medianMs, 0, undefined]) expect(cautions(little)).toEqual([]);
  });

  it('SPEC 5.7: more requests under way than a browser has connections are said, unless the server sends them', () => {
    const busy = (outstanding: number, generator: 'browser' | 'server' = 'browser') =>
      judge(steadyRecord('online', 300, () => outstanding * 10, { conditions: { ...AS_IT_IS, generator } })).cautions;
    expect(busy(6)).toEqual([]);
    expect(busy(7)).toEqual([{ id: 'connections-full', lane: 'online', share: expect.closeTo(0.96, 1) }]);
    expect(busy(7, 'server')).toEqual([]);
  });

  it('SPEC 5.13: requests that the browser sent again by itself are said, and leave a run valid', () => {
    const dropped = (resentCount: number | undefined) =>
      judge(steadyRecord('online', 300, () => 10, { resources: used({ resentCount }) }));
    expect(dropped(33)).toMatchObject({
      verdict: 'valid',
      cautions: [{ id: 'resent', lane: 'online', count: 33, of: 300 }],
    });
    for (const none of [0, undefined]) expect(dropped(none).cautions).toEqual([]);
  });

  it('SPEC 5.7: time on an emulated network takes up no connection', () => {
    const far = steadyRecord('online', 300, () => 200, {
      stages: { emulatedMs: 170 },
      conditions: { ...AS_IT_IS, network: '4g' },
    });
    expect(judge(far).cautions).toEqual([]);
  });

  it('SPEC 11.3: an emulated lane is always named and never invalid for it', () => {
    const emulated = { ...good(), conditions: { ...AS_IT_IS, slowdown: 4 } };
    expect(judge(emulated)).toEqual({ verdict: 'valid', reasons: [], cautions: [], emulated: ['edge'] });
    expect(judge({ ...good(), conditions: { ...AS_IT_IS, threads: 1 } }).emulated).toEqual([]);
  });
});

import { createTranslator } from 'next-intl';
import { describe, expect, it } from 'vitest';
import { AS_IT_IS } from '@/lib/emulate/conditions';
import { MESSAGES } from '@/lib/i18n/messages';
import { NO_FAULTS } from '@/lib/measure/faults';
import { type Finding, type FindingValue, findingsOf } from '@/lib/measure/findings';
import type { LaneRecord } from '@/lib/measure/lane-record';
import type { Measurement } from '@/lib/measure/measurement';
import { reasonValuesOf, remedyValuesOf } from '@/lib/measure/reason-values';
import type { Remedy } from '@/lib/measure/remedy';
import { type ValidityReason, validityOf } from '@/lib/measure/validity';
import type { ModeId } from '@/lib/modes';
import { createRandom } from '@/lib/workload/random';
import { summarise } from '../summarise';
import { completed, failed, recordOf, steadyRecord, used } from './measure-fixtures';
import { linkedLatencies } from './measure-random';

const { sentences, validity } = MESSAGES.findings;

/** @throws where a value that the sentence speaks of is missing, or the sentence is not sound */
function say(message: string, values: Readonly<Record<string, FindingValue>>): string {
  const translator = createTranslator<{ message: string }>({
    locale: 'en',
    messages: { message },
    timeZone: 'UTC',
    onError: (error) => {
      throw error;
    },
  });
  const inWords = ([name, value]: [string, FindingValue]): [string, string] => [name, wordOf(value)];
  return translator.markup('message', {
    ...Object.fromEntries(Object.entries(values).map(inWords)),
    b: (inside: string) => inside,
  });
}

function wordOf(value: FindingValue): string {
  switch (value.kind) {
    case 'lane':
      return value.lane;
    case 'duration':
      return `${value.ms} ms`;
    case 'part':
      return value.part;
    case 'choice':
      return value.choice;
    case 'lanes':
      return value.lanes.join(' and ');
    case 'error':
      return MESSAGES.errors[value.code].title;
    default:
      return String(value.value);
  }
}

const withLane = ({ lane, values }: Finding): Readonly<Record<string, FindingValue>> =>
  lane ? { lane: { kind: 'lane', lane }, ...values } : values;

const random = createRandom(95);
const around = (ms: number) => () => ms * (0.8 + 0.4 * random());
const stalled = (count: number) =>
  recordOf(
    'online',
    Array.from({ length: count }, (_, item) => {
      const started = Math.max(item * 10, item > 500 ? 6400 : 0);
      const stoodMs = started - item * 10;
      return completed(
        item,
        { arrived: item * 10, started, finished: started + 4 },
        { stages: { emulatedMs: stoodMs } },
      );
    }),
    { conditions: { ...AS_IT_IS, stall: { atMs: 5000, forMs: 1400 } } },
  );
const compute = (computeMs: number) => ({ stages: { computeMs }, resources: used({ cpuSeconds: computeMs }) });

/** Neighbours that follow each other, and a model that is now quick, now slow. */
function linked(modeId: ModeId): LaneRecord {
  const latencies = linkedLatencies(200, 0.9, random);
  return recordOf(
    modeId,
    Array.from({ length: 200 }, (_, item) =>
      completed(
        item,
        { arrived: item * 10, finished: item * 10 + (latencies[item] ?? 1) },
        { stages: { computeMs: item % 20 < 10 ? 0.1 : 20 } },
      ),
    ),
  );
}

/** Runs that between them show everything there is a sentence for. */
const RUNS: readonly (readonly LaneRecord[])[] = [
  [
    steadyRecord('batch', 300, around(400), compute(0.5)),
    steadyRecord('online', 300, around(9), compute(3)),
    steadyRecord('edge', 300, around(1), compute(2)),
  ],
  [steadyRecord('online', 300, around(1.2), compute(1)), steadyRecord('edge', 300, around(1), compute(1))],
  [steadyRecord('online', 300, around(1), compute(1)), steadyRecord('edge', 300, around(1), compute(1))],
  [steadyRecord('online', 300, around(1)), steadyRecord('edge', 300, around(9), { stages: { queueMs: 4 } })],
  [steadyRecord('online', 15, around(1)), steadyRecord('edge', 300, around(1))],
  [steadyRecord('online', 5, around(1)), recordOf('edge', [failed(0, 0)])],
  [stalled(900), recordOf('edge', [...steadyRecord('edge', 100, around(1)).measurements, failed(100, 1000)])],
  [
    steadyRecord('online', 300, around(1), { target: { modelId: 'digits', versionId: 'int8' } }),
    steadyRecord('edge', 40, around(1), {
      status: { state: 'failed', error: { code: 'engine-died', detail: '' }, elapsedMs: 400 },
    }),
  ],
  [steadyRecord('online', 300, around(9)), steadyRecord('edge', 300, () => 0, { plannedCount: 305 })],
  [linked('online'), linked('edge')],
  [
    steadyRecord('batch', 300, around(900)),
    steadyRecord('online', 300, around(180), {
      stages: { emulatedMs: 170 },
      conditions: { ...AS_IT_IS, network: '4g' },
    }),
    steadyRecord('edge', 300, around(170)),
  ],
];
const allRight = new Uint8Array(1000);
const halfRight = Uint8Array.from({ length: 1000 }, (_, item) => item % 2);
const found: readonly Finding[] = RUNS.flatMap((records) =>
  [allRight, halfRight].flatMap((labels) =>
    findingsOf({
      summaries: records.map((record, index) => summarise(record, index === 0 ? allRight : labels)),
      contended: true,
    }),
  ),
);

describe('what is found, in words', () => {
  it('SPEC 6.7: there is a run for every sentence, and a sentence for every finding', () => {
    expect([...new Set(found.map(({ id }) => id))].sort()).toEqual(Object.keys(sentences).sort());
  });

  it('SPEC 6.7: every finding has the values its sentence speaks of, and points at a chart', () => {
    for (const finding of found) {
      const sentence = say(sentences[finding.id], withLane(finding));
      expect(sentence, finding.id).not.toMatch(/NaN|undefined|Infinity|[{}]/);
      expect(['latency', 'anatomy', 'throughput', 'resources', 'results']).toContain(finding.chart);
    }
  });

  it('SPEC 7.8: CPU time that leaves a lane out is told of the lanes counted alike', () => {
    const values = { lane: 'batch', other: 'online', lanes: 'batch and online', ratio: '2' };
    const told = (among: 'alike' | 'all') =>
      [
        sentences['least-cpu'],
        sentences['cpu-unclear'],
        MESSAGES.findings.headlines['resources-least'],
        MESSAGES.findings.headlines['resources-unclear'],
      ].map((message) =>
        say(
          message,
          Object.fromEntries(
            Object.entries({ ...values, among }).map(([name, choice]) => [name, { kind: 'choice', choice }]),
          ),
        ),
      );
    for (const sentence of told('alike')) expect(sentence).toMatch(/counted in (the same|another) way/);
    for (const sentence of told('all')) expect(sentence).not.toContain('alike');
  });

  it('SPEC 6.5: of a real difference the share of pairs is told', () => {
    const first = found.find(({ id }) => id === 'answered-first');
    expect(first && say(sentences['answered-first'], withLane(first))).toContain(
      'Of 100 pairs of one item each, it was the sooner in 100.',
    );
  });

  it('SPEC 1.2: what a tester who waits would have missed is told with both figures, and how many items', () => {
    const hidden = found.find(({ id, lane }) => id === 'hidden-wait' && lane === 'online');
    expect(hidden?.values).toMatchObject({
      percentile: { value: 0.99 },
      corrected: { ms: expect.any(Number) },
      uncorrected: { ms: 4 },
      count: { value: expect.any(Number) },
      of: { value: 900 },
    });
  });
});

const REASONS = [
  { id: 'outputs-disagree', lane: null },
  { id: 'page-hidden', lane: null },
  { id: 'altered', lane: null },
  { id: 'device-pressure', lane: null },
  { id: 'asleep', lane: null, ms: 4000 },
  { id: 'too-few-samples', lane: 'edge', have: 5, need: 11 },
  { id: 'too-short', lane: 'edge', ms: 900, have: 50, floor: 'class' },
  { id: 'cut-short', lane: 'online', how: 'failed', have: 7, of: 0 },
  { id: 'failures', lane: 'online', count: 9, of: 100 },
  { id: 'generator-late', lane: 'online', count: 9, of: 100, raised: 'p90', factor: 1.4, lateMedianMs: 7, medianMs: 9 },
  { id: 'answers-disagree', lane: 'online', other: 'edge', count: 3, of: 600 },
  { id: 'page-busy', lane: null, share: 0.4, didHarm: true },
  { id: 'noisy', lane: 'online', what: 'latency', ratio: 1.8 },
  { id: 'warming', lane: 'edge', ratio: 0.4 },
  { id: 'unstable', lane: 'online', what: 'latency', ratio: 1.4 },
  { id: 'connections-full', lane: 'online', share: 0.4 },
  { id: 'resent', lane: 'online', count: 33, of: 300 },
  { id: 'unmetered', lane: 'batch' },
  { id: 'waited-for-others', lane: 'batch', ms: 300, medianMs: 1400 },
  { id: 'clock-coarse', lane: 'edge', stepMs: 0.1, medianMs: 0.3 },
] as const satisfies readonly ValidityReason[];

describe('why a run is not valid, in words', () => {
  it('every reason has a sentence and a remedy, and there are no others', () => {
    // A reason that is missing here does not compile: the union is covered by the list.
    const covered: Exclude<ValidityReason['id'], (typeof REASONS)[number]['id']> extends never ? true : false = true;
    expect(covered).toBe(true);
    const ids = REASONS.map(({ id }) => id).sort();
    expect(Object.keys(validity.reasons).sort()).toEqual(ids);
    expect(Object.keys(validity.remedy).sort()).toEqual(ids);
  });

  it.each(REASONS)('$id has the values that its sentence and its remedy speak of', (reason) => {
    for (const message of [validity.reasons[reason.id], validity.remedy[reason.id]])
      expect(say(message, reasonValuesOf(reason))).toMatch(/^[^{}]+\.$/);
  });

  it('SPEC 5.1: a full run that is too short is told to take ten minutes, a run in class to take more items', () => {
    const remedyOf = (floor: 'class' | 'full') => {
      const summaries = [summarise(steadyRecord('edge', 90, () => 1))];
      const { reasons } = validityOf({ summaries, outputsAgree: true, faults: NO_FAULTS, floor });
      const reason = reasons.find(({ id }) => id === 'too-short');
      return reason ? say(validity.remedy['too-short'], reasonValuesOf(reason)) : '';
    };
    expect(remedyOf('full')).toContain('10 minutes');
    expect(remedyOf('class')).toContain('100 items');
  });
});

describe('what to do about it, in words', () => {
  it('SPEC 5.12: every remedy has a sentence and a button', () => {
    const values: Readonly<Record<Remedy['id'], Readonly<Record<string, FindingValue>>>> = {
      'measure-anew': {},
      'fewer-lanes': {},
      'run-to-end': remedyValuesOf({ id: 'run-to-end', how: 'cancelled' }),
      'run-again': {},
      'wait-for-device': {},
      'lower-rate': remedyValuesOf({ id: 'lower-rate', perSecond: 31 }),
      'run-longer': remedyValuesOf({ id: 'run-longer', factor: 2 }),
    };
    for (const id of Object.keys(values) as Remedy['id'][]) {
      const { sentence, button } = validity.actions[id];
      expect(say(sentence, values[id])).toMatch(/^[^{}]+\.$/);
      expect(say(button, values[id])).toMatch(/^[^{}.]+$/);
    }
    expect(say(validity.actions['lower-rate'].sentence, values['lower-rate'])).toContain('31 a second');
    const unknown = remedyValuesOf({ id: 'lower-rate', perSecond: null });
    expect(say(validity.actions['lower-rate'].sentence, unknown)).toBe('Send less at a time.');
  });

  it('SPEC 5.3: what late sending did is told by the figure it raised, or that it did little', () => {
    const late = {
      id: 'generator-late',
      lane: 'online',
      count: 9,
      of: 100,
      factor: 1.4,
      lateMedianMs: 7,
      medianMs: 30,
    } as const;
    const words = (raised: 'p50' | 'p99' | 'lane' | 'none') =>
      say(validity.reasons['generator-late'], reasonValuesOf({ ...late, raised }));
    expect(words('p50')).toContain('made its median 1.4 times as long');
    expect(words('p99')).toContain('made its p99 1.4 times as long');
    expect(words('lane')).toContain('half of these by 7 ms or more, against a median latency of 30 ms.');
    const unearned = reasonValuesOf({ ...late, raised: 'lane', medianMs: null });
    expect(say(validity.reasons['generator-late'], unearned)).toMatch(/half of these by 7 ms or more\.$/);
    const kept = reasonValuesOf({ ...late, raised: 'lane', lateMedianMs: null, medianMs: null });
    expect(say(validity.reasons['generator-late'], kept)).toMatch(/late, and by much\.$/);
    expect(words('none')).toContain('changed its figures little');
  });
});

describe('a busy page, in words', () => {
  it('SPEC 5.10: is only said to have been in the way where lateness shows it', () => {
    const words = (didHarm: boolean) =>
      say(validity.reasons['page-busy'], reasonValuesOf({ id: 'page-busy', lane: null, share: 0.3, didHarm }));
    expect(words(true)).toContain('and was in their way');
    expect(words(false)).toContain('no lateness shows');
  });
});

describe('failures, in words', () => {
  it('SPEC 5.2: how many failed and the error that came most often are told, of a lane that ended as of one that stopped', () => {
    const measurements = [...steadyRecord('batch', 199, around(40)).measurements].concat(
      Array.from({ length: 41 }, (_, index) => ({
        ...failed(199 + index, 2000 + index),
        outcome: 'failed' as const,
        error: { code: index < 40 ? ('server-unreachable' as const) : ('timed-out' as const), detail: '' },
      })) as Measurement[],
    );
    const [finding] = findingsOf({ summaries: [summarise(recordOf('batch', measurements))], contended: false });
    expect(finding?.id).toBe('failures');
    const sentence = finding ? say(sentences.failures, withLane(finding)) : '';
    expect(sentence).toContain('41 of 240');
    expect(sentence).toContain(MESSAGES.errors['server-unreachable'].title);
  });

  it('SPEC 11.2: of a stall it is told how many waited and how long, not what half of them did', () => {
    const summary = summarise(stalled(900));
    expect(summary.emulatedMedianMs).toBe(0);
    const finding = findingsOf({ summaries: [summary], contended: false }).find(
      ({ id }) => id === 'time-added-to-some',
    );
    expect(finding?.values).toMatchObject({ count: { value: 139 }, of: { value: 900 }, worst: { ms: 1390 } });
  });
});

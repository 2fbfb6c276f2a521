import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AS_IT_IS } from '@/lib/emulate/conditions';
import { answersAgree } from '@/lib/measure/answers-agree';
import { NO_FAULTS } from '@/lib/measure/faults';
import { findingsOf } from '@/lib/measure/findings';
import { firstsOf } from '@/lib/measure/firsts';
import { fitnessFor } from '@/lib/measure/fitness';
import { headlineOf } from '@/lib/measure/headlines';
import type { LaneRecord } from '@/lib/measure/lane-record';
import { omissionsOf } from '@/lib/measure/omission';
import { reasonValuesOf } from '@/lib/measure/reason-values';
import { remedyOf } from '@/lib/measure/remedy';
import { anatomyTable, resourceTable, resultsTable } from '@/lib/measure/series';
import type { Stability } from '@/lib/measure/stability';
import { validityOf } from '@/lib/measure/validity';
import { MODE_IDS, type ModeId } from '@/lib/modes';
import { summarise } from '../summarise';
import { completed, failed, recordOf, used } from './measure-fixtures';

/** A lane with whatever may be held against one. */
const oddLane = fc.record({
  count: fc.constantFrom(3, 20, 120, 700),
  latencyMs: fc.constantFrom(0.05, 1, 30),
  growth: fc.constantFrom(0, 0.02, 1),
  lateMs: fc.constantFrom(0, 0, 20),
  failEvery: fc.constantFrom(0, 0, 7, 200),
  state: fc.constantFrom('done', 'done', 'failed', 'cancelled'),
  resentCount: fc.constantFrom(0, 2),
  cpuSeconds: fc.constantFrom(1, 3, null),
  network: fc.constantFrom('loopback', '4g'),
  versionId: fc.constantFrom('fp32', 'fp32', 'int8'),
  moved: fc.constantFrom('stable', 'unstable', 'too-noisy'),
  disagrees: fc.constantFrom(false, false, true),
} as const);
type OddLane = typeof oddLane extends fc.Arbitrary<infer Lane> ? Lane : never;

function recordOfLane(modeId: ModeId, id: string, lane: OddLane): LaneRecord {
  const measurements = Array.from({ length: lane.count }, (_, item) => {
    const arrived = item * 10;
    if (lane.failEvery > 0 && item % lane.failEvery === 0) return failed(item, arrived);
    const started = arrived + (item % 3 === 0 ? lane.lateMs : 0);
    const finished = started + lane.latencyMs * (1 + (item % 5) / 20) + item * lane.growth;
    return completed(
      item,
      { arrived, started, finished },
      { stages: { computeMs: lane.latencyMs / 2, emulatedMs: 0.01 } },
    );
  });
  const elapsedMs = measurements.at(-1)?.finishedAtMs ?? 0;
  const error = { code: 'engine-died', detail: '' } as const;
  return recordOf(modeId, measurements, {
    id,
    target: { modelId: 'digits', versionId: lane.versionId },
    conditions: { ...AS_IT_IS, network: lane.network },
    resources: { ...used({ cpuSeconds: lane.cpuSeconds }), resentCount: lane.resentCount },
    status: lane.state === 'failed' ? { state: 'failed', elapsedMs, error } : { state: lane.state, elapsedMs },
  });
}

/** All that is said of a run with a lane of each mode, under these ids. */
function saidOf(lanes: readonly OddLane[], idOf: (modeId: ModeId) => string) {
  const records = MODE_IDS.flatMap((modeId, index) =>
    lanes[index] ? [recordOfLane(modeId, idOf(modeId), lanes[index])] : [],
  );
  const summaries = records.map((record) => summarise(record));
  const stability = Object.fromEntries(
    records.map(({ id }, index): [string, Stability] => [
      id,
      {
        state: lanes[index]?.moved ?? 'stable',
        windows: [],
        latencyRatio: 2.5,
        throughputRatio: 1,
        moved: lanes[index]?.moved === 'unstable' ? ['latency'] : [],
      },
    ]),
  );
  const answers = answersAgree(
    records.map(({ id, target }, index) => ({
      id,
      target,
      items: Float64Array.of(1, 2),
      classIndex: Float64Array.of(3, lanes[index]?.disagrees ? 5 : 4),
      probability: Float64Array.of(0.9, 0.9),
    })),
  );
  const faults = { ...NO_FAULTS, clockStepMs: 0.1 };
  const validity = validityOf({ summaries, outputsAgree: true, answers, faults, floor: 'full', stability });
  return {
    validity,
    values: [...validity.reasons, ...validity.cautions].map(reasonValuesOf),
    remedy: remedyOf(validity, summaries),
    fitness: MODE_IDS.map((modeId) =>
      fitnessFor({ kind: 'size', figure: 'p50', lanes: [idOf(modeId)], within: 2 }, validity, summaries),
    ),
    order: fitnessFor({ kind: 'order', figure: 'p50', lanes: MODE_IDS.map(idOf) }, validity, summaries),
    findings: findingsOf({ summaries, contended: false }),
    firsts: firstsOf(summaries),
    headlines: (['latency', 'anatomy', 'throughput', 'resources'] as const).map((chart) =>
      headlineOf(chart, summaries),
    ),
    omissions: omissionsOf(summaries),
    tables: [anatomyTable, resourceTable, resultsTable].map((table) => table(summaries)),
  };
}

const OWN = /^id-of-/;
const threeLanes = fc.tuple(oddLane, oddLane, oddLane);

/** With the ids of lanes in place of their own; what it is but text with such an id stays. */
const renamed = (said: unknown): unknown =>
  JSON.parse(JSON.stringify(said), (_, value) => (typeof value === 'string' ? value.replace(OWN, '') : value));

describe('what is said of a lane', () => {
  it('SPEC 13.7: hangs on its mode and not on its id, and the id is what it is said of', () => {
    fc.assert(
      fc.property(threeLanes, (lanes) => {
        const own = saidOf(lanes, (modeId) => `id-of-${modeId}`);
        const byMode = saidOf(lanes, (modeId) => modeId);
        expect(renamed(own)).toEqual(JSON.parse(JSON.stringify(byMode)));
        const { keep } = { keep: null, ...own.remedy };
        if (keep !== null) expect(MODE_IDS).toContain(keep);
        const named = [...own.validity.reasons, ...own.validity.cautions, ...own.findings].map(({ lane }) => lane);
        for (const id of [...named, ...own.validity.emulated]) if (id !== null) expect(id).toMatch(OWN);
        expect(JSON.stringify(own)).not.toMatch(/"lane":"(batch|online|edge)"/);
      }),
      { numRuns: 60 },
    );
  });

  it('is brought about in every kind by the lanes that are looked at', () => {
    const found = fc
      .sample(threeLanes, { numRuns: 80, seed: 5 })
      .map((lanes) => saidOf(lanes, (modeId) => `id-of-${modeId}`));
    const reasons = found.flatMap(({ validity }) => [...validity.reasons, ...validity.cautions].map(({ id }) => id));
    for (const id of [
      'answers-disagree',
      'too-few-samples',
      'too-short',
      'cut-short',
      'failures',
      'resent',
      'generator-late',
      'unstable',
      'noisy',
      'clock-coarse',
    ])
      expect(reasons, id).toContain(id);
    const findings = new Set(found.flatMap((said) => said.findings.map(({ id }) => id)));
    for (const id of ['stopped', 'failures', 'too-few', 'batch-waited', 'online-split', 'edge-split', 'other-bytes'])
      expect(findings, id).toContain(id);
  });
});

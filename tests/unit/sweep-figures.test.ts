import { describe, expect, test } from 'vitest';
import { NO_STUDY_FAULTS } from '@/lib/lab/studies/study-state';
import { sweepFigures, sweepTable } from '@/lib/lab/studies/sweep-figures';
import { BATCH_SIZES, type SweepResult } from '@/lib/lab/studies/sweep-result';
import { createRandom } from '@/lib/workload/random';

const DONE = { phase: 'done', faults: NO_STUDY_FAULTS } as const;
const idsOf = (findings: readonly { readonly id: string }[]) => findings.map(({ id }) => id);

/** Five passes of a lane that costs so much a call and so much a sample, in the order given. */
function sweep(timeOf: (size: number, pass: number) => number, passFactors = [1, 1.02, 0.98, 1.01, 0.99]): SweepResult {
  return {
    kind: 'batch-size',
    lane: 'edge',
    modelId: 'digits',
    planned: BATCH_SIZES.length * passFactors.length,
    passes: passFactors.length,
    mostRows: null,
    isolated: true,
    failures: [],
    samples: passFactors.flatMap((factor, pass) =>
      [...BATCH_SIZES].reverse().map((batchSize) => ({
        batchSize,
        threads: 1,
        versionId: 'fp32',
        perCallMs: timeOf(batchSize, pass) * factor,
        calls: 10,
        blocks: 3,
        clockShare: 0.001,
      })),
    ),
  };
}

describe('The figures of a sweep', () => {
  test('SPEC 10.3: take the median of the passes, ascending by size, and find cost, line and knee', () => {
    const { points, fit, findings, validity } = sweepFigures(
      sweep((size) => 2 + 0.25 * size),
      DONE,
    );
    expect(points.map(({ batchSize }) => batchSize)).toEqual([...BATCH_SIZES]);
    expect(points[0]?.callMs).toMatchObject({ value: 2.25, low: 2.25 * 0.98, high: 2.25 * 1.02, passes: 5 });
    expect(fit?.knee?.value).toBeCloseTo(8, 6);
    expect(idsOf(findings)).toEqual(['batchingGain', 'batchingAlike', 'fit', 'knee']);
    expect(validity).toEqual({ verdict: 'valid', reasons: [], cautions: [] });
  });

  test.each([
    ['surely', 'yes', (size: number) => 0.5 + 2 * size],
    ['perhaps', 'no', (size: number) => (1.2 + 2 * size) * (Math.log2(size) % 2 === 0 ? 1.08 : 0.92)],
  ])(
    'SPEC 10.2: name no knee in batches below one sample: even one is %s more work than the call',
    (_, told, timeOf) => {
      const { fit, findings } = sweepFigures(sweep(timeOf), DONE);
      expect(fit?.knee?.value).toBeLessThan(1);
      expect(idsOf(findings)).not.toContain('knee');
      expect(findings.find(({ id }) => id === 'kneeBelowOne')?.values).toHaveProperty('told', {
        kind: 'text',
        text: told,
      });
    },
  );

  test('SPEC 10.3: call a gain one only where the intervals of the passes are apart, and tell it with its interval', () => {
    const { best, findings } = sweepFigures(
      sweep((size) => 2 + 0.25 * size),
      DONE,
    );
    expect(best).toMatchObject({ comparison: 'apart', point: { batchSize: 256 }, than: { batchSize: 1 } });
    const gain = 2.25 / (2 / 256 + 0.25);
    expect(best?.ratio.value).toBeCloseTo(gain, 6);
    expect(best?.ratio.low).toBeCloseTo((gain * 0.98) / 1.02, 6);
    expect(best?.ratio.high).toBeCloseTo((gain * 1.02) / 0.98, 6);
    expect(findings[0]?.values).toHaveProperty('low');
  });

  test('say "cannot be told apart" where passes agree and overlap, and "too noisy" where they moved too much, "too few" where they are', () => {
    const same = sweepFigures(
      sweep((size) => size),
      DONE,
    );
    expect(idsOf(same.findings)).toContain('batchingSame');
    const noisy = sweepFigures(
      sweep((size) => size, [1, 2, 0.5, 3, 1]),
      DONE,
    );
    expect(idsOf(noisy.findings)).toContain('tooNoisy');
    const few = sweepFigures(
      sweep((size) => size, [1]),
      DONE,
    );
    expect(idsOf(few.findings)).toContain('tooFewToSay');
    expect(idsOf(few.findings)).not.toContain('tooNoisy');
    for (const { findings } of [same, noisy, few]) expect(idsOf(findings)).not.toContain('batchingGain');
  });

  test('seldom find a gain where there is none, however much a machine moves', () => {
    const runs = 400;
    let gains = 0;
    for (let seed = 0; seed < runs; seed++) {
      const random = createRandom(seed);
      // The same cost a sample at every size, on a machine that is up to 8 times slower at any moment.
      const { best } = sweepFigures(
        sweep((size) => size * (1 + 7 * random())),
        DONE,
      );
      if (best?.comparison === 'apart') gains += 1;
    }
    // Five passes against five are apart once in 126 times, and the best of eight others is looked at.
    expect(gains / runs).toBeLessThan(0.07);
  });

  test('SPEC 10.1: make no claim from a line that does not fit, and say that it does not', () => {
    const { fit, misfitShare, findings, points } = sweepFigures(
      sweep((size) => (size <= 16 ? 1 : 50)),
      DONE,
    );
    expect(fit).toBeNull();
    expect(misfitShare).toBeGreaterThan(0.25);
    expect(points.every(({ fittedMs }) => fittedMs === null)).toBe(true);
    expect(idsOf(findings)).toContain('poorFit');
    for (const claim of ['fit', 'fitNoFixed', 'knee']) expect(idsOf(findings)).not.toContain(claim);
  });

  test('fit no line and say nothing before every size was timed once', () => {
    const whole = sweep((size) => 2 + size);
    const early = { ...whole, samples: whole.samples.slice(0, BATCH_SIZES.length - 1) };
    const { fit, findings, points } = sweepFigures(early, { phase: 'running', faults: NO_STUDY_FAULTS });
    expect(points).toHaveLength(BATCH_SIZES.length - 1);
    expect([fit, findings]).toEqual([null, []]);
  });

  test.each([
    ['was cancelled', (it: SweepResult) => ({ ...it, samples: it.samples.slice(0, 20) }), {}, 'unfinished'],
    ['ran in a hidden page', (it: SweepResult) => it, { wasHidden: true }, 'hidden'],
    ['ran on a device that slept', (it: SweepResult) => it, { sleptMs: 9000 }, 'slept'],
    ['was read from a changed file', (it: SweepResult) => it, { altered: true }, 'altered'],
    [
      'had too coarse a clock (SPEC 10.6)',
      (it: SweepResult) => ({ ...it, samples: it.samples.map((one) => ({ ...one, clockShare: 0.2 })) }),
      {},
      'coarseClock',
    ],
  ])('are INVALID of one that %s', (_how, change, faults, reason) => {
    const standing = { phase: 'done', faults: { ...NO_STUDY_FAULTS, ...faults } } as const;
    const { validity } = sweepFigures(change(sweep((size) => 1 + size)), standing);
    expect(validity?.verdict).toBe('invalid');
    expect(idsOf(validity?.reasons ?? [])).toEqual([reason]);
  });

  test('caution where the passes differ', () => {
    const { validity } = sweepFigures(
      sweep((size) => 1 + size, [1, 1.5, 1, 1, 1]),
      DONE,
    );
    expect(validity?.verdict).toBe('valid');
    expect(idsOf(validity?.cautions ?? [])).toEqual(['unsettled']);
  });

  test('SPEC 10.3: are INVALID where it is too noisy to say, or where the points are too noisy for any line', () => {
    const noisy = sweepFigures(
      sweep((size) => size, [1, 2, 0.5, 3, 1]),
      DONE,
    );
    expect(idsOf(noisy.findings)).toContain('tooNoisy');
    expect(idsOf(noisy.validity?.reasons ?? [])).toEqual(['tooNoisyToSay']);
    // The gain can be told, but the line cannot.
    const bent = (factors: readonly number[]) =>
      sweepFigures(
        sweep((size) => (size <= 16 ? 1 : 20), [...factors]),
        DONE,
      );
    expect(bent([1, 1.2, 1, 1, 1])).toMatchObject({ best: { comparison: 'apart' }, fit: null });
    expect(idsOf(bent([1, 1.2, 1, 1, 1]).validity?.reasons ?? [])).toEqual(['tooNoisyToSay']);
    // One that does not fit on a quiet machine is an answer.
    expect(bent([1, 1.01, 1, 1, 1]).validity?.verdict).toBe('valid');
  });

  test('SPEC 10.7: compare the others where one cannot be measured, name it, and are INVALID', () => {
    const error = { code: 'hash-mismatch', detail: 'Other bytes.' } as const;
    const base = sweep((size) => size);
    const point = (versionId: string) => ({ batchSize: 1, threads: null, versionId });
    const sample = (versionId: string, perCallMs: number) => ({
      ...point(versionId),
      perCallMs,
      calls: 10,
      blocks: 3,
      clockShare: 0.001,
    });
    const { best, findings, validity } = sweepFigures(
      {
        ...base,
        kind: 'variants',
        modelId: 'clothing',
        planned: 15,
        failures: [{ ...point('mid-fp32'), error }],
        samples: [1, 1.01, 0.99, 1, 1.02].flatMap((factor) => [
          sample('big-fp32', 8 * factor),
          sample('big-int8', 4 * factor),
        ]),
      },
      DONE,
    );
    expect(best).toMatchObject({ comparison: 'apart', point: { versionId: 'big-int8' } });
    expect(idsOf(findings)).toContain('variantsFastest');
    expect(validity?.reasons).toMatchObject([
      { id: 'versionsFailed', values: { versions: { items: [{ versionId: 'mid-fp32' }] } } },
    ]);
  });

  test('SPEC 10.7: compare the accuracy of no version that failed, though it was timed before it did', () => {
    const base = sweep((size) => size);
    const sampleOf = (versionId: string, perCallMs: number) => ({
      ...(base.samples[0] as SweepResult['samples'][number]),
      versionId,
      batchSize: 32,
      perCallMs,
    });
    const error = { code: 'engine-died', detail: 'Gone.' } as const;
    const { findings } = sweepFigures(
      {
        ...base,
        kind: 'variants',
        modelId: 'clothing',
        planned: 15,
        failures: [{ batchSize: 32, threads: 1, versionId: 'mid-fp32', error }],
        samples: [
          sampleOf('mid-fp32', 8),
          ...[1, 1.01, 0.99, 1, 1.02].flatMap((factor) => [
            sampleOf('big-fp32', 4 * factor),
            sampleOf('tiny-fp32', factor),
          ]),
        ],
      },
      DONE,
    );
    const right = findings.find(({ values }) => 'bestAccuracy' in values);
    expect(right?.values).toMatchObject({ fastest: { versionId: 'tiny-fp32' }, best: { versionId: 'big-fp32' } });
  });

  test('SPEC 10.7: hold thread counts against nothing where one thread cannot be measured', () => {
    const error = { code: 'engine-died', detail: 'Gone.' } as const;
    const base = sweep((size) => size);
    const { best, findings } = sweepFigures(
      {
        ...base,
        kind: 'threads',
        planned: 15,
        failures: [{ batchSize: 1, threads: 1, versionId: 'fp32', error }],
        samples: [2, 3].flatMap((threads) =>
          base.samples.slice(0, 5).map((one) => ({ ...one, batchSize: 1, threads })),
        ),
      },
      DONE,
    );
    expect([best, findings]).toEqual([null, []]);
  });

  test('SPEC 5.5: caution under pressure, and stay valid', () => {
    const faults = { ...NO_STUDY_FAULTS, underPressure: true };
    const { validity } = sweepFigures(
      sweep((size) => 1 + size),
      { phase: 'done', faults },
    );
    expect(validity).toMatchObject({ verdict: 'valid', cautions: [{ id: 'pressed' }] });
  });

  test('keep every sample in the table, in the order it was measured', () => {
    const result = sweep((size) => size);
    const { columns, rows } = sweepTable(result);
    expect(rows).toHaveLength(45);
    expect(rows.map((row) => row[columns.indexOf('batch_size')])).toEqual(result.samples.map((one) => one.batchSize));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outputOf } from '@/lib/headless/output';
import { readScenario } from '@/lib/simulate/scenario/read-scenario';
import { simulateAtOnce } from '@/lib/simulate/simulate';
import { anyScenario, hostileValue } from './simulate-scenarios';

/** Where a value holds values, itself included. */
function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))];
}

function changed(value: unknown, [step, ...rest]: readonly string[], to: unknown): unknown {
  if (step === undefined) return to;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value)
    ? [...value]
    : { ...(value as Record<string, unknown>) };
  Object.assign(copy, { [step]: changed((copy as Record<string, unknown>)[step], rest, to) });
  return copy;
}

/** A scenario with some places in it replaced, left out, or added to. */
const spoilt = fc
  .tuple(anyScenario, fc.array(fc.tuple(fc.nat(), hostileValue), { minLength: 1, maxLength: 3 }))
  .map(([scenario, changes]) =>
    changes.reduce<unknown>((value, [at, to]) => {
      const places = placesIn(value);
      return changed(value, places[at % places.length] ?? [], to);
    }, scenario),
  );

/** Numbers of what is printed that are none, with where they stand. */
const notNumbers = (value: unknown): string[] =>
  placesIn(value).flatMap((path) => {
    const at = path.reduce<unknown>((inner, step) => (inner as Record<string, unknown>)[step], value);
    return typeof at === 'number' && !Number.isFinite(at) ? [`${path.join('.')} is ${at}`] : [];
  });

const REASON = /^(must |is |there is no such field|exactly one |a closed loop |has |".*" )/;

describe('A scenario of anybody', () => {
  it('is read or refused, and a refusal names each field and a reason; nothing is thrown', () => {
    fc.assert(
      fc.property(fc.oneof(spoilt, fc.anything(), fc.jsonValue()), (value) => {
        const read = readScenario(value);
        if (read.ok) return;
        expect(read.faults.length).toBeGreaterThan(0);
        expect(read.faults.length).toBeLessThanOrEqual(51);
        const inNoWords = read.faults.filter(
          // Nothing that a terminal would obey.
          ({ field, fault }) => !REASON.test(fault) || /[\p{Cc}\u2028\u2029]/u.test(`${field}${fault}`),
        );
        expect(inNoWords).toEqual([]);
        expect(new Set(read.faults.map(({ field }) => field)).size).toBe(read.faults.length);
      }),
      { numRuns: 2000 },
    );
  });

  it('is played to an end, with every request accounted for and every number a number', () => {
    let played = 0;
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const read = readScenario(scenario);
        if (!read.ok) return;
        played++;
        const run = simulateAtOnce(read.scenario, 50);
        for (const lane of run.lanes) {
          const { completed, rejected, failed, timedOut, unfinished } = lane;
          expect(completed + rejected + failed + timedOut + unfinished).toBe(lane.requests);
          expect(lane.requests).toBeLessThanOrEqual(read.scenario.requests * read.scenario.replications);
          expect(lane.events).toBeLessThan((6_000_000 + 300 * lane.requests) * read.scenario.replications);
          if (lane.ended === 'all') expect(unfinished).toBe(0);
          expect(lane.utilisation).toBeLessThanOrEqual(1 + 1e-6);
        }
        expect(notNumbers(outputOf(run, 0))).toEqual([]);
      }),
      { numRuns: 150 },
    );
    expect(played).toBeGreaterThan(50);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Measurement } from '@/lib/measure/measurement';
import { createBlockWriter, createMeasurementLog, cutLog, logOf } from '@/lib/measure/measurement-log';

const ms = fc.double({ min: 0, max: 1e6, noNaN: true });
const measurement: fc.Arbitrary<Measurement> = fc.oneof(
  fc.record({
    item: fc.nat(1e6),
    arrivedAtMs: ms,
    startedAtMs: ms,
    finishedAtMs: ms,
    outcome: fc.constant('completed' as const),
    stages: fc.record({
      waitMs: ms,
      blockedMs: ms,
      queueMs: ms,
      recordMs: ms,
      transferMs: ms,
      computeMs: ms,
      emulatedMs: ms,
    }),
    batchSize: fc.integer({ min: 1, max: 1e6 }),
    answer: fc.record({ classIndex: fc.nat(9), probability: fc.float({ min: 0, max: 1, noNaN: true }) }),
  }),
  fc.record({
    item: fc.nat(1e6),
    arrivedAtMs: ms,
    startedAtMs: ms,
    finishedAtMs: ms,
    outcome: fc.constantFrom('failed' as const, 'timed-out' as const, 'cancelled' as const),
    error: fc.record({ code: fc.constantFrom('timed-out' as const, 'internal' as const), detail: fc.string() }),
  }),
);
const measurements = fc.array(measurement, { maxLength: 300 });

describe('the log of a lane', () => {
  it('gives back what was put into it, in order, by the piece or as a whole', () => {
    fc.assert(
      fc.property(measurements, (all) => {
        const log = logOf(all);
        expect([...log]).toEqual(all);
        expect(all.map((_, index) => log.at(index))).toEqual(all);
        expect(log.at(-1)).toBeUndefined();
        expect(log.at(all.length)).toBeUndefined();
      }),
    );
  });

  it('is the same however it came in blocks', () => {
    fc.assert(
      fc.property(measurements, fc.array(fc.nat(300), { maxLength: 8 }), (all, cuts) => {
        const log = createMeasurementLog();
        const writer = createBlockWriter();
        const ends = new Set(cuts);
        for (const [index, each] of all.entries()) {
          writer.push(each);
          if (ends.has(index)) log.append(structuredClone(writer.take().block));
        }
        log.append(writer.take().block);
        expect([...log]).toEqual(all);
        expect(writer.count).toBe(0);
      }),
    );
  });

  it('hands the buffers of a block over: what the worker writes next does not reach it', () => {
    const [first, second] = fc.sample(measurement, { numRuns: 2, seed: 4 }) as [Measurement, Measurement];
    const writer = createBlockWriter();
    writer.push(first);
    const { block, transfer } = writer.take();
    expect(transfer).toEqual([block.numbers.buffer, block.wholes.buffer]);
    writer.push(second);
    const log = createMeasurementLog();
    log.append(block);
    expect([...log]).toEqual([first]);
  });

  it('knows how far its lane has come, and never goes back', () => {
    const log = createMeasurementLog();
    expect(log.reachedMs).toBe(-1);
    log.reach(250, { done: 1, size: 9 });
    log.reach(100);
    expect([log.reachedMs, log.batchProgress]).toEqual([250, null]);
  });

  it('can be looked at as it was, while it goes on', () => {
    fc.assert(
      fc.property(measurements, fc.nat(300), (all, cut) => {
        const length = Math.min(cut, all.length);
        const log = logOf(all);
        const before = cutLog(log, length, 7);
        expect([...before]).toEqual(all.slice(0, length));
        expect([before.length, before.reachedMs, before.source]).toEqual([length, 7, log]);
        expect(before.at(length)).toBeUndefined();
      }),
    );
  });
});

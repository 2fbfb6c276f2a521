import { expect, test } from 'vitest';
import { NO_FAULTS } from '@/lib/measure/faults';
import { liveFiguresOf } from '@/lib/measure/live-figures';
import { runFiguresOf } from '@/lib/measure/run-figures';
import { steadyRecord } from './measure-fixtures';

const NO_LABELS = new Uint8Array(0);

test('the headline of a long lane that is over waits for the figures of its run, which are made in pieces', async () => {
  const long = steadyRecord('edge', 60_000, () => 2);
  expect(liveFiguresOf(long, NO_LABELS)).toBeNull();
  let pieces = 0;
  const run = {
    passes: [{ order: ['edge'], records: [long] }],
    labels: NO_LABELS,
    outputsAgree: true,
    faults: NO_FAULTS,
    floor: 'class',
    intervalMs: 2000,
    contended: false,
  } as const;
  await runFiguresOf(run, async () => {
    pieces += 1;
  });
  expect(pieces).toBeGreaterThan(3);
  expect(liveFiguresOf(long, NO_LABELS)).toMatchObject({ completed: 60_000, medianMs: 2 });
});

test('of a short one, and of one at work, it is there at once', () => {
  expect(
    liveFiguresOf(
      steadyRecord('edge', 100, () => 3),
      NO_LABELS,
    ),
  ).toMatchObject({ medianMs: 3 });
  const atWork = { ...steadyRecord('edge', 60_000, () => 4), status: { state: 'running' } as const };
  expect(liveFiguresOf(atWork, NO_LABELS)).toMatchObject({ medianMs: 4 });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { progressCsv } from '@/lib/exercises/progress/progress-csv';
import { NO_PROGRESS, type ProgressRecords } from '@/lib/exercises/progress/records';
import { anyProgress, graded, item, scenario } from './progress-fixtures';

const TITLES = {
  exercises: [{ id: 'e', title: '=HYPERLINK("x"), and more', concepts: ['latency' as const] }],
  scenarios: [{ id: 'card', title: 'A case' }],
  concept: (id: string) => `about ${id}`,
};

/** RFC 4180, read the other way. */
function cellsOf(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n)/g)) {
    rows.at(-1)?.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === '\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

function tableOf(records: ProgressRecords): Record<string, string>[] {
  const [columns = [], ...rows] = cellsOf(progressCsv(records, TITLES));
  return rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index] ?? ''])));
}

describe('The table of answers', () => {
  test('has a row for every graded answer, the oldest first, and no cell a spreadsheet would run', () => {
    fc.assert(
      fc.property(anyProgress, (records) => {
        const table = tableOf(records);
        const exercises = records.attempts.filter(({ commitment, result }) => commitment && result);
        expect(table).toHaveLength(exercises.length + records.answers.length);
        const times = table.map(({ at = '' }) => Date.parse(at));
        expect(times).toEqual([...times].sort((a, b) => a - b));
        for (const row of table) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
      }),
    );
  });

  test('says of an exercise what was predicted, how it was graded and what was measured', () => {
    const leg = {
      setup: 'secret-device',
      measuredAt: graded('a', 0, 2).startedAt,
      runId: 'run',
      figures: { 'batch.p50': { value: 12.34567, low: 11, high: 13 } },
      emulated: [],
      trials: [],
    };
    const [row] = tableOf({ ...NO_PROGRESS, attempts: [{ ...graded('a', 0, 2.5), legs: [leg] }] });
    expect(row).toMatchObject({
      kind: 'exercise',
      id: 'e',
      title: `'=HYPERLINK("x"), and more`,
      prediction: '{"kind":"ratio","ratio":3}',
      confidence: '0.75',
      verdict: 'not',
      gap_kind: 'times',
      gap: '2.5',
      evidence: '[{"batch.p50":[12.35,11,13]}]',
      excused: '',
      sample: '',
    });
    const excused = [
      { reason: { id: 'unstable', lane: 'online', what: 'latency', ratio: 1.2 }, why: 'order-stands' } as const,
    ];
    const legs = [leg, { ...leg, excused, sample: '=a laptop' }];
    expect(tableOf({ ...NO_PROGRESS, attempts: [{ ...graded('a', 0, 2.5), legs }] })[0]).toMatchObject({
      excused: '[[1,"unstable","online","order-stands"]]',
      sample: "'=a laptop",
    });
  });

  test('says of a case and of a question what was chosen', () => {
    const [first, second] = tableOf({ ...NO_PROGRESS, answers: [scenario('s', 1, 0.9), item('i', 0)] });
    expect(first).toMatchObject({ kind: 'item', title: 'about latency', prediction: '{"given":2}', verdict: 'right' });
    expect(second).toMatchObject({ kind: 'scenario', title: 'A case', verdict: 'right', score: '0.9' });
    expect(JSON.parse(second?.prediction ?? '')).toMatchObject({ plan: 'batch+edge', weights: { privacy: 2 } });
  });
});

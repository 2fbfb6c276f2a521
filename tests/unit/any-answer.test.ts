import { describe, expect, it } from 'vitest';
import { figuresOf } from '@/lib/export/run-figures';
import { hasAnyAnswer } from '@/lib/measure/any-answer';
import { logOf } from '@/lib/measure/measurement-log';
import { EDGE, ONLINE, runOf } from './lanes-fixture';

describe('whether there is anything to say of a run', () => {
  const run = runOf([ONLINE, EDGE], { count: 3 });
  const of = async (records: typeof run.records) => {
    const figures = await figuresOf({ ...run, records, repeats: [{ order: [], records }] });
    return figures && hasAnyAnswer(figures);
  };

  it('there is once one lane has an answer', async () => {
    const [first, ...rest] = run.records;
    const without = rest.map((record) => ({ ...record, measurements: logOf([]) }));
    expect(await of(first ? [first, ...without] : [])).toBe(true);
  });

  it('there is where items only failed', async () => {
    const { records } = runOf([{ ...ONLINE, failing: [0, 1, 2] }], { count: 3 });
    expect(await of(records)).toBe(true);
  });

  it('there is nothing before the first', async () => {
    expect(await of(run.records.map((record) => ({ ...record, measurements: logOf([]) })))).toBe(false);
  });
});

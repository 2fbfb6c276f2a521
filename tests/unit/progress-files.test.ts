import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { looseJson } from '@/lib/exercises/progress/loose-json';
import { mergeProgress } from '@/lib/exercises/progress/merge-progress';
import { type ReadProgress, readProgressFile, writeProgressFile } from '@/lib/exercises/progress/progress-file';
import { countOf, NO_PROGRESS, type ProgressRecords, RECORD_STORES } from '@/lib/exercises/progress/records';
import { anyProgress, graded, item, on, scenario, testOf } from './progress-fixtures';

const NOW_MS = Date.parse(on(30));

function taken(read: ReadProgress): ProgressRecords {
  if (read.state === 'refused') throw new Error(read.detail);
  return read.records;
}

/** Records in an order that does not depend on which side they came from. */
function sorted(records: ProgressRecords) {
  return RECORD_STORES.map((store) => [...records[store]].sort((a, b) => a.id.localeCompare(b.id)));
}

describe('A saved copy', () => {
  test('brings to an empty device exactly what was on the other', () => {
    fc.assert(
      fc.property(anyProgress, (records) => {
        const read = readProgressFile(writeProgressFile(records, NOW_MS));
        expect(read).toEqual({ state: 'read', records, passedOver: 0 });
        expect(mergeProgress(NO_PROGRESS, taken(read)).records).toEqual(records);
      }),
    );
  });

  test('changes nothing on the device that wrote it', () => {
    fc.assert(
      fc.property(anyProgress, (records) => {
        const { records: merged, added, replaced } = mergeProgress(records, records);
        expect(merged).toEqual(records);
        expect(countOf(added) + countOf(replaced)).toBe(0);
      }),
    );
  });

  test('is refused or read, never thrown over, whatever it holds', () => {
    const document = fc.oneof(
      fc.anything(),
      fc.record({ format: fc.constant('trilane-progress'), version: fc.oneof(fc.constant(1), fc.anything()) }),
      fc.record({
        format: fc.constant('trilane-progress'),
        version: fc.constant(1),
        attempts: fc.oneof(fc.array(fc.anything()), fc.anything()),
        answers: fc.array(fc.anything()),
        tests: fc.array(fc.anything()),
      }),
    );
    fc.assert(
      fc.property(document, (json) => {
        const read = readProgressFile(looseJson(json));
        if (read.state === 'refused') expect(read.detail).toMatch(/\.$/);
        else expect(read.passedOver).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('never costs a record that is kept: each stays, or a newer one with its id takes its place', () => {
    fc.assert(
      fc.property(anyProgress, anyProgress, (here, file) => {
        const { records } = mergeProgress(here, file);
        for (const store of RECORD_STORES) {
          const ids = (list: readonly { readonly id: string }[]) => new Set(list.map(({ id }) => id));
          expect(ids(records[store])).toEqual(ids([...here[store], ...file[store]]));
        }
      }),
    );
  });

  test('merged twice is merged once', () => {
    fc.assert(
      fc.property(anyProgress, anyProgress, (here, file) => {
        const once = mergeProgress(here, file).records;
        expect(mergeProgress(once, file).records).toEqual(once);
      }),
    );
  });

  test('merges to the same from either side where no id is in both', () => {
    const apart = (records: ProgressRecords): ProgressRecords => ({
      attempts: records.attempts.map((record) => ({ ...record, id: `other-${record.id}` })),
      answers: records.answers.map((record) => ({ ...record, id: `other-${record.id}` })),
      tests: records.tests.map((record) => ({ ...record, id: `other-${record.id}` })),
    });
    fc.assert(
      fc.property(anyProgress, anyProgress, (here, there) => {
        const other = apart(there);
        expect(sorted(mergeProgress(here, other).records)).toEqual(sorted(mergeProgress(other, here).records));
      }),
    );
  });

  test('passes over what cannot be read and takes the rest', () => {
    const file = JSON.parse(writeProgressFile({ ...NO_PROGRESS, attempts: [graded('a', 0, 2)] }, NOW_MS));
    file.attempts.push({ schema: 1, id: 'b' }, null);
    file.answers.push({ ...scenario('c', 1, 0.5), score: 7 });
    file.tests.push('nonsense');
    expect(readProgressFile(JSON.stringify(file))).toEqual({
      state: 'read',
      records: { ...NO_PROGRESS, attempts: [graded('a', 0, 2)] },
      passedOver: 4,
    });
  });

  test.each([
    ['', 'malformed-json'],
    ['{"format": "trilane-progress", "version', 'malformed-json'],
    ['[]', 'malformed-request'],
    ['{"format":"trilane-cards","version":1}', 'malformed-request'],
    ['{"format":"trilane-progress","version":1,"attempts":[],"answers":{},"tests":[]}', 'malformed-request'],
    ['{"format":"trilane-progress","version":2}', 'newer-schema'],
  ])('%s is refused as %s', (text, code) => {
    expect(readProgressFile(text)).toMatchObject({ state: 'refused', code });
  });

  test('is refused when it holds more than anyone could answer', () => {
    const lists = `"attempts":[${'0,'.repeat(200_000)}0],"answers":[],"tests":[]`;
    expect(readProgressFile(`{"format":"trilane-progress","version":1,${lists}}`)).toMatchObject({
      state: 'refused',
      code: 'too-large',
    });
  });
});

const TRIAL = { perSecond: 20, p99: null, answered: 100, met: true };
/** A leg that was measured so many days later. */
const legAt = (days: number) => ({
  setup: '',
  measuredAt: on(days),
  runId: null,
  figures: {},
  emulated: [],
  trials: [],
});

describe('Of two records with one id', () => {
  const begun = { ...graded('a', 0, 2), result: null };
  const followed = { ...graded('a', 0, 2), followUp: { choice: 1, right: true, at: on(3) } };

  test.each<[string, ProgressRecords, ProgressRecords]>([
    ['an attempt', { ...NO_PROGRESS, attempts: [begun] }, { ...NO_PROGRESS, attempts: [followed] }],
    ['an answer', { ...NO_PROGRESS, answers: [item('i', 0)] }, { ...NO_PROGRESS, answers: [item('i', 1)] }],
    [
      'a test',
      { ...NO_PROGRESS, tests: [testOf('t', 0)] },
      { ...NO_PROGRESS, tests: [testOf('t', 0, { finishedAt: on(1) })] },
    ],
  ])('the one that was changed last stays: %s', (_, older, newer) => {
    expect(mergeProgress(older, newer).records).toEqual(newer);
    expect(countOf(mergeProgress(older, newer).replaced)).toBe(1);
    expect(mergeProgress(newer, older).records).toEqual(newer);
  });

  const open = (changes: Parameters<typeof testOf>[2] = {}) => testOf('t', 0, changes);
  const lockedOn = (name: string, days: number) => ({ item: name, given: 1, confidence: 0.5, at: on(days) });
  const firstAnswer = item('t-0', 1, { item: 'item-a', testId: 't' });
  const ran = { ...begun, legs: [legAt(2)] };

  test.each<[string, ProgressRecords, ProgressRecords]>([
    [
      'a finished test by one that is not',
      { ...NO_PROGRESS, tests: [open({ finishedAt: on(1) })] },
      { ...NO_PROGRESS, tests: [open({ locked: lockedOn('item-b', 5) })] },
    ],
    [
      'a test whose question is answered by one where it was just locked in',
      { ...NO_PROGRESS, tests: [open()], answers: [firstAnswer] },
      { ...NO_PROGRESS, tests: [open({ locked: lockedOn('item-a', 1) })] },
    ],
    [
      'a test that went on by one that still explains the answer',
      { ...NO_PROGRESS, tests: [open()], answers: [firstAnswer] },
      { ...NO_PROGRESS, tests: [open({ locked: lockedOn('item-a', 1) })], answers: [firstAnswer] },
    ],
    [
      'an attempt that was graded by one that measured again',
      { ...NO_PROGRESS, attempts: [{ ...ran, result: graded('a', 3, 2).result }] },
      { ...NO_PROGRESS, attempts: [{ ...ran, legs: [legAt(9)] }] },
    ],
    [
      'an attempt in the midst of a search by one that had tried less',
      { ...NO_PROGRESS, attempts: [{ ...begun, trials: [TRIAL, TRIAL] }] },
      { ...NO_PROGRESS, attempts: [{ ...begun, trials: [TRIAL] }] },
    ],
  ])('an earlier state never takes the place of a later one, whatever its date: not %s', (_, further, earlier) => {
    for (const merged of [mergeProgress(further, earlier), mergeProgress(earlier, further)]) {
      expect(merged.records.tests).toEqual(further.tests);
      expect(merged.records.attempts).toEqual(further.attempts);
    }
  });

  test('the one that is here stays when both are equally old', () => {
    const here = { ...NO_PROGRESS, answers: [item('i', 0, { right: false })] };
    expect(mergeProgress(here, { ...NO_PROGRESS, answers: [item('i', 0)] }).records).toEqual(here);
  });
});

describe('What cannot be read', () => {
  test('is saved as JSON whatever it is', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true }), (value) => {
        expect(() => JSON.parse(looseJson(value))).not.toThrow();
      }),
    );
    const loop: Record<string, unknown> = { big: 3n };
    loop.self = loop;
    expect(JSON.parse(looseJson(loop))).toEqual({ big: '3', self: '(itself)' });
  });
});

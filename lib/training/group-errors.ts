/** How the errors of `credit-risk` fall on groups of people. */
import type { Feature } from '../model/features';
import { type Accuracy, wilson } from './measure';
import type { Rows } from './table-data';

export interface GroupErrors {
  readonly group: string;
  /** Share of the good loans that are called bad: people who would be turned away without cause. */
  readonly goodCalledBad: Accuracy;
  /** Share of the bad loans that are called good. */
  readonly badCalledGood: Accuracy;
}

/** Age in three parts of a working life; marital status, the rarer ones together. */
const GROUPS: readonly { name: string; holds(age: number, marital: string | undefined): boolean }[] = [
  { name: 'age under 30', holds: (age) => age < 30 },
  { name: 'age 30 to 44', holds: (age) => age >= 30 && age < 45 },
  { name: 'age 45 and over', holds: (age) => age >= 45 },
  { name: 'married', holds: (_, marital) => marital === 'married' },
  { name: 'single', holds: (_, marital) => marital === 'single' },
  { name: 'any other status', holds: (_, marital) => marital !== 'married' && marital !== 'single' },
];

/** @param scores the probability of "bad" for each row, which is called bad from 0.5 on */
export function errorsByGroup(
  { values, labels }: Rows,
  features: readonly Feature[],
  scores: Float32Array,
): GroupErrors[] {
  const column = (id: string) => features.findIndex((feature) => feature.id === id);
  const [age, marital] = [column('age'), column('marital')];
  const statuses = features[marital]?.categories ?? [];
  const valueAt = (row: number, at: number) => values[row * features.length + at] ?? Number.NaN;
  const rows = [...labels.keys()];
  return GROUPS.map(({ name, holds }) => {
    const own = rows.filter((row) => holds(valueAt(row, age), statuses[valueAt(row, marital)]));
    const shareWrong = (label: number) => {
      const all = own.filter((row) => labels[row] === label);
      const wrong = all.filter((row) => Number((scores[row] ?? 0) >= 0.5) !== label);
      return wilson(wrong.length, all.length);
    };
    return { group: name, goodCalledBad: shareWrong(0), badCalledGood: shareWrong(1) };
  });
}

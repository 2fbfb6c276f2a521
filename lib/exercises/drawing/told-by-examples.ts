import type { Evidence } from '../evidence/evidence';
import { plainReading, type Reading } from '../evidence/reading';
import type { AnyExercise, Exercise } from '../exercise';
import { type Quantity, watchedOf } from './watched';

/**
 * A key tells what is so and not which figures it is made of. Its examples do: the figures that agree with the truth in
 * every one of them.
 */

/** Which two watched figures are above and below the line of a ratio, by id; `null` = it is not of two that are drawn. */
export function pairOf(exercise: Exercise<'ratio'>): { readonly above: string; readonly below: string } | null {
  const cases = casesOf(exercise, (evidence) => exercise.key.truth(evidence)?.ratio);
  const watched = watchedOf(exercise, []);
  for (const above of watched) {
    for (const below of watched) {
      if (above.id === below.id || above.unit !== below.unit) continue;
      const agrees = ({ by, truth }: Case) =>
        isSame((by[above.id] ?? Number.NaN) / (by[below.id] ?? Number.NaN), truth);
      if (cases.length > 0 && cases.every(agrees)) return { above: above.id, below: below.id };
    }
  }
  return null;
}

/** Which watched figure is the number that was asked for, by id; `null` = none that is drawn. */
export function askedOf(exercise: Exercise<'numeric'> | Exercise<'ratio'>): string | null {
  const cases = casesOf(exercise, (evidence) => {
    if (exercise.ask.kind === 'ratio') return (exercise as Exercise<'ratio'>).key.truth(evidence)?.ratio;
    return (exercise as Exercise<'numeric'>).key.truth(evidence)?.value;
  });
  return figureThatIs(exercise as AnyExercise, cases);
}

/** Which watched figure each item is ordered by, by item; an item that none of those drawn stands for is missing. */
export function itemFigures(exercise: Exercise<'order'>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    exercise.ask.input.items.flatMap(({ id }) => {
      const figure = figureThatIs(
        exercise,
        casesOf(exercise, (evidence) => exercise.key.truth(evidence)?.by[id]),
      );
      return figure === null ? [] : [[id, figure] as const];
    }),
  );
}

interface Case {
  /** Values of the watched figures, by id. */
  readonly by: Readonly<Record<string, number>>;
  readonly truth: number;
}

function figureThatIs(exercise: AnyExercise, cases: readonly Case[]): string | null {
  if (cases.length === 0) return null;
  const is = ({ id }: Quantity) => cases.every(({ by, truth }) => isSame(by[id] ?? Number.NaN, truth));
  return watchedOf(exercise, []).find(is)?.id ?? null;
}

function casesOf(exercise: AnyExercise, truthOf: (evidence: Evidence) => Reading | undefined): readonly Case[] {
  return exercise.examples.flatMap((example) => {
    const evidence = evidenceOf(example.evidence);
    const truth = truthOf(evidence);
    if (!truth) return [];
    const by = watchedOf(exercise, evidence).flatMap(({ id, reading }) =>
      reading ? [[id, reading.value] as const] : [],
    );
    return [{ by: Object.fromEntries(by), truth: truth.value }];
  });
}

function evidenceOf(example: AnyExercise['examples'][number]['evidence']): Evidence {
  return example.map((figures) => ({
    figures: Object.fromEntries(
      Object.entries(figures).map(([id, figure]) => [id, typeof figure === 'number' ? plainReading(figure) : figure]),
    ),
    trials: [],
  }));
}

const isSame = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));

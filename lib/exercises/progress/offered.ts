import type { ConceptId } from '../concepts';
import type { Scenario } from '../content';
import type { Unit } from '../evidence/figures';
import type { Ask } from '../exercise';
import type { KindId, Option } from '../kinds';

/** What the progress page knows of an exercise: nothing of its key. */
export interface OfferedExercise {
  readonly id: string;
  readonly kind: KindId;
  readonly title: string;
  readonly concepts: readonly ConceptId[];
  /** Of the number that is predicted; `null` where it is none. */
  readonly unit: Unit | null;
  /** What a prediction may name, by id. */
  readonly names: Readonly<Record<string, string>>;
}

export type OfferedScenario = Pick<Scenario, 'id' | 'title' | 'concepts'>;

export function offeredExercise(ask: Ask): OfferedExercise {
  const { id, kind, title, concepts } = ask;
  return { id, kind, title, concepts, ...wordsOf(ask) };
}

function wordsOf(ask: Ask): Pick<OfferedExercise, 'unit' | 'names'> {
  // An ask holds the input of its own kind.
  switch (ask.kind) {
    case 'ratio':
      return { unit: 'ratio', names: {} };
    case 'load':
      return { unit: 'rate', names: {} };
    case 'numeric':
      return { unit: (ask as Ask<'numeric'>).input.scale.unit, names: {} };
    case 'crossover':
      return { unit: (ask as Ask<'crossover'>).input.x.unit, names: {} };
    case 'order':
      return { unit: null, names: namesOf((ask as Ask<'order'>).input.items) };
    case 'choose':
      return { unit: null, names: namesOf((ask as Ask<'choose'>).input.options) };
    case 'flaw': {
      const { flaws, remedies } = (ask as Ask<'flaw'>).input;
      return { unit: null, names: namesOf(flaws, remedies) };
    }
    case 'sort': {
      const { groups, items } = (ask as Ask<'sort'>).input;
      return { unit: null, names: namesOf(groups, items) };
    }
    case 'recall':
      return { unit: null, names: {} };
  }
}

const namesOf = (...lists: readonly (readonly Option[])[]) =>
  Object.fromEntries(lists.flat().map(({ id, text }) => [id, text]));

import { scaleOf } from '../asked-number';
import type { ConceptId } from '../concepts';
import type { Scenario } from '../content';
import type { Unit } from '../evidence/figures';
import type { Ask } from '../exercise';
import type { KindId } from '../kinds';
import { kindOf } from '../kinds/kind-of';

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
  const { id, kind, title, concepts, input } = ask;
  const options = kindOf(kind).options(input as never); // an ask holds the input of its own kind
  return {
    id,
    kind,
    title,
    concepts,
    unit: scaleOf(ask)?.unit ?? null,
    names: Object.fromEntries(options.map((option) => [option.id, option.text])),
  };
}

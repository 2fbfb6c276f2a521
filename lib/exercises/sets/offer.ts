import type { Scenario } from '../content';
import type { Ask } from '../exercise';
import type { Known } from './set';

type OfferedExercise = Pick<Ask, 'id' | 'title' | 'minutes' | 'concepts' | 'level' | 'question'>;
type OfferedScenario = Pick<Scenario, 'id' | 'title' | 'concepts' | 'level'>;

/** What there is to choose from, as far as a list shows it; without keys. */
export interface Offer {
  readonly exercises: readonly OfferedExercise[];
  readonly scenarios: readonly OfferedScenario[];
}

export function offerOf(exercises: readonly OfferedExercise[], scenarios: readonly OfferedScenario[]): Offer {
  return {
    exercises: exercises.map(({ id, title, minutes, concepts, level, question }) => ({
      id,
      title,
      minutes,
      concepts,
      level,
      question,
    })),
    scenarios: scenarios.map(({ id, title, concepts, level }) => ({ id, title, concepts, level })),
  };
}

export function knownOf({ exercises, scenarios }: Offer): Known {
  return { exercises: exercises.map(({ id }) => id), scenarios: scenarios.map(({ id }) => id) };
}

/** Minutes of every exercise, by id. */
export function minutesOf({ exercises }: Offer): ReadonlyMap<string, number> {
  return new Map(exercises.map(({ id, minutes }) => [id, minutes]));
}

import type { Evidence } from './evidence/evidence';
import type { AnyExercise } from './exercise';

/** Of a figure of an example that is given as a mere number; to either side. */
const HALF = 0.03;

/** The evidence of an example: a mere number becomes a reading with an interval of a few per cent. */
export function exampleEvidence({ evidence }: Pick<AnyExercise['examples'][number], 'evidence'>): Evidence {
  return evidence.map((figures) => ({
    figures: Object.fromEntries(
      Object.entries(figures).map(([id, figure]) => [
        id,
        typeof figure === 'number' ? { value: figure, low: figure * (1 - HALF), high: figure * (1 + HALF) } : figure,
      ]),
    ),
    trials: [],
  }));
}

import type { Ask } from '@/lib/exercises/exercise';
import type { Inputs } from '@/lib/exercises/kinds';
import type { Prediction } from '@/lib/exercises/prediction';
import { createRandom } from '@/lib/workload/random';

/** Points of a scale that are tried. */
const GRID = 200;
/** Of the ways to sort, so many are drawn. */
const SORTINGS = 300;

interface Answer {
  readonly prediction: Prediction;
  readonly reason: string;
}

/** Every answer the form of an exercise takes; numbers on an even grid of its scale, sortings drawn. */
export function answersTo(ask: Ask): readonly Answer[] {
  // Only where the choice is defended does the reason count.
  const reasons = ask.kind === 'choose' ? ask.reasons : ask.reasons.slice(0, 1);
  return predictionsOf(ask).flatMap((prediction) => reasons.map(({ id }) => ({ prediction, reason: id })));
}

function predictionsOf({ kind, input }: Ask): readonly Prediction[] {
  switch (kind) {
    case 'order':
      return permutations((input as Inputs['order']).items.map(({ id }) => id)).map((order) => ({ kind, order }));
    case 'ratio':
      return grid({ ...(input as Inputs['ratio']), kind: 'log' }).map((ratio) => ({ kind, ratio }));
    case 'crossover':
      return [{ kind, at: null }, ...grid((input as Inputs['crossover']).x).map((at) => ({ kind, at }))];
    case 'choose':
      return (input as Inputs['choose']).options.map(({ id }) => ({ kind, choice: id }));
    case 'load':
      return grid({ ...(input as Inputs['load']), kind: 'log' }).map((perSecond) => ({ kind, perSecond }));
    case 'flaw': {
      const { flaws, remedies } = input as Inputs['flaw'];
      return flaws.flatMap((flaw) => remedies.map((remedy) => ({ kind, flaw: flaw.id, remedy: remedy.id })));
    }
    case 'sort': {
      const { items, groups } = input as Inputs['sort'];
      const random = createRandom(1);
      const draw = () => groups[Math.floor(random() * groups.length)]?.id ?? '';
      return Array.from({ length: SORTINGS }, () => ({
        kind,
        places: Object.fromEntries(items.map(({ id }) => [id, draw()])),
      }));
    }
    case 'numeric':
      return grid((input as Inputs['numeric']).scale).map((value) => ({ kind, value }));
    case 'recall':
      return [];
  }
}

function grid({ least, most, kind }: { least: number; most: number; kind: 'linear' | 'log' }): number[] {
  return Array.from({ length: GRID }, (_, index) => {
    const share = (index + 0.5) / GRID;
    return kind === 'log' ? least * (most / least) ** share : least + (most - least) * share;
  });
}

function permutations(ids: readonly string[]): string[][] {
  if (ids.length <= 1) return [[...ids]];
  return ids.flatMap((id) => permutations(ids.filter((other) => other !== id)).map((rest) => [id, ...rest]));
}

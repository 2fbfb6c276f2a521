import { slowPageShare } from '../../simulate/fan-out';
import type { SampledRequests } from '../../simulate/sample';
import type { SimulatedLane } from '../../simulate/simulated-lane';
import { STORY_FIGURES } from '../../simulate/stories/figures';
import { isReading, plainReading, type Reading, withInterval } from './reading';
import type { Figures } from './run-figures';

const SECOND_MS = 1000;

/** A scene that was played. */
export interface PlayedLanes {
  readonly id: string;
  readonly lanes: readonly SimulatedLane[];
  readonly samples: readonly SampledRequests[];
}

/**
 * The figures of scenes that were simulated, as those of a run are (`scene.<scene>.<lane>.<figure>`). What the simulation
 * has an interval for keeps it; counts are what they are; what remains differs from `PLAIN_FACTOR` on (SPEC 6.2).
 * @param pagesOf pages that ask so many at once, of the requests that are told one by one
 */
export function figuresOfScenes(scenes: readonly PlayedLanes[], pagesOf: readonly number[] = []): Figures {
  return Object.fromEntries(
    scenes.flatMap(({ id, lanes, samples }) =>
      lanes.flatMap((lane) =>
        [
          ...laneFigures(lane),
          ...pageFigures(
            samples.find((sample) => sample.id === lane.id),
            pagesOf,
          ),
        ].flatMap(([name, figure]) => (isReading(figure) ? [[`scene.${id}.${lane.id}.${name}`, figure] as const] : [])),
      ),
    ),
  );
}

type NamedFigure = readonly [name: string, figure: Reading];

function laneFigures(lane: SimulatedLane): readonly NamedFigure[] {
  return Object.entries(STORY_FIGURES).flatMap(([name, { unit, of, ...rule }]): NamedFigure[] => {
    const value = of(lane);
    if (value === null || !Number.isFinite(value)) return [];
    const interval = ('ends' in rule && rule.ends(lane)) || null;
    switch (unit) {
      case 'count':
      case 'bytes':
        return [[name, exactly(value)]];
      case 'server-seconds':
        return [[name, plainReading(value * SECOND_MS)]];
      case 'share':
        return [[name, interval ? withInterval(value, interval) : shareReading(value)]];
      default:
        return [[name, withInterval(value, interval)]];
    }
  });
}

function pageFigures(sample: SampledRequests | undefined, pagesOf: readonly number[]): readonly NamedFigure[] {
  const answered = sample?.requests.filter(({ outcome }) => outcome === 'completed') ?? [];
  const latenciesMs = answered.map(({ arrivedAtMs, endedAtMs }) => endedAtMs - arrivedAtMs);
  return pagesOf.flatMap((count): NamedFigure[] => {
    const share = slowPageShare(latenciesMs, count);
    return share === null ? [] : [[`slow-pages-${count}`, shareReading(share)]];
  });
}

const exactly = (value: number): Reading => ({ value, low: value, high: value });

/** No more than all of it. */
function shareReading(value: number): Reading {
  const reading = plainReading(value);
  return { ...reading, high: Math.max(value, Math.min(1, reading.high)) };
}

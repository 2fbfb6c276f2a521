import { erlangC } from './m-m-c';
import { offeredLoad, type QueueFigures, type QueueLoad, requireSpread, unlimited } from './steady-state';

export interface VaryingLoad extends QueueLoad {
  /** Coefficient of variation of the gaps between arrivals: standard deviation over mean, 0 or more. */
  readonly gapCv: number;
  /** The same of service times. */
  readonly serviceCv: number;
}

/**
 * An approximation for G/G/1 (SPEC 1.11; Kingman, 1961): gaps and service times of any shape that do not hang together. It is exact for
 * M/M/1 and M/G/1, and grows exact as utilisation comes near 1.
 */
export function kingman(load: Omit<VaryingLoad, 'servers'>): QueueFigures {
  return allenCunneen({ ...load, servers: 1 });
}

/**
 * An approximation for G/G/c (SPEC 1.12): that of Allen and Cunneen (Allen, Probability, Statistics and Queueing Theory, 2nd edition,
 * 1990): the mean wait of M/M/c, by Erlang C, times the mean of the squares of both coefficients of variation.
 */
export function allenCunneen({ gapCv, serviceCv, ...load }: VaryingLoad): QueueFigures {
  requireSpread(gapCv);
  requireSpread(serviceCv);
  const { serviceMs, servers } = load;
  return unlimited(load, (utilisation) => ({
    waitMsMean:
      (((gapCv ** 2 + serviceCv ** 2) / 2) * erlangC(offeredLoad(load), servers) * serviceMs) /
      (servers * (1 - utilisation)),
  }));
}

import { type QueueFigures, requireSpread, type SingleLoad, unlimited } from './steady-state';

export interface VaryingService extends SingleLoad {
  /** Coefficient of variation of service times: standard deviation over mean, 0 or more. */
  readonly serviceCv: number;
}

/**
 * M/G/1 (SPEC 1.8): Poisson arrivals, service times of any shape, one server. The formula of Pollaczek (1930) and Khinchine (1932), as in
 * Kleinrock, Queueing Systems I, 1975. Who comes at random finds the server busy as often as it is.
 */
export function mg1({ serviceCv, ...load }: VaryingService): QueueFigures {
  requireSpread(serviceCv);
  return unlimited({ ...load, servers: 1 }, (utilisation) => ({
    waitMsMean: (((1 + serviceCv ** 2) / 2) * utilisation * load.serviceMs) / (1 - utilisation),
    chanceToWait: utilisation,
  }));
}

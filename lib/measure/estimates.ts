import { type ModeId, runsOnDevice } from '../modes';
import type { Assumptions } from './assumptions';
import type { ResourceFigures } from './resource-figures';

/** What an estimate is made from. */
export type EstimateBasis = Pick<
  ResourceFigures,
  'cpuSecondsPer1000' | 'bytesSentPerItem' | 'bytesReceivedPerItem' | 'bytesOnceCold'
>;

/**
 * What a number of predictions takes, estimated (never measured): it is what was measured times what is assumed.
 * `null` = something it needs was not measured in this lane.
 */
export interface Estimate {
  /** Of the cores that do the work, with the overhead of the data centre where they stand in one. J */
  readonly computeJoules: number | null;
  /** Of the network between device and server. J */
  readonly networkJoules: number | null;
  readonly joules: number | null;
  /** What whoever runs the service pays: cores and traffic. USD */
  readonly operatorUsd: number | null;
  /** What the owner of the device pays for its electricity; 0 where the server does the work. USD */
  readonly userUsd: number | null;
}

const BYTES_PER_GB = 1e9;
const JOULES_PER_KWH = 3.6e6;
const SECONDS_PER_HOUR = 3600;

/**
 * CPU-seconds are those of the lane's own work, on the device its busy time (SPEC 12.5). Energy = CPU-seconds x watts of a busy core (x overhead) + bytes x energy of the network; cost = CPU time x price of
 * a core + bytes out x price of traffic. In the edge lane the device does the work, and the operator pays for the one
 * download of runtime and model, spread over the predictions of a device (after the method of Cloud Carbon Footprint).
 * Everything is proportional to `predictions`.
 */
export function estimateOf(modeId: ModeId, use: EstimateBasis, given: Assumptions, predictions: number): Estimate {
  const { cpuSecondsPer1000, bytesSentPerItem, bytesReceivedPerItem, bytesOnceCold } = use;
  const onDevice = runsOnDevice(modeId);
  const cpuSeconds = times(cpuSecondsPer1000, predictions / 1000);
  const downloads = predictions / given.predictionsPerDevice;
  const onceBytes = onDevice ? times(bytesOnceCold, downloads) : 0;
  const outBytes = plus(times(bytesReceivedPerItem, predictions), onceBytes);
  const bothWaysBytes = plus(times(bytesSentPerItem, predictions), outBytes);

  const watts = onDevice ? given.deviceWattsPerCore : given.serverWattsPerCore * given.overhead;
  const computeJoules = times(cpuSeconds, watts);
  const networkJoules = times(bothWaysBytes, (given.networkKwhPerGb * JOULES_PER_KWH) / BYTES_PER_GB);
  const serverUsd = onDevice ? 0 : times(cpuSeconds, given.usdPerCoreHour / SECONDS_PER_HOUR);
  return {
    computeJoules,
    networkJoules,
    joules: plus(computeJoules, networkJoules),
    operatorUsd: plus(serverUsd, times(outBytes, given.usdPerGbOut / BYTES_PER_GB)),
    userUsd: onDevice ? times(computeJoules, given.usdPerKwh / JOULES_PER_KWH) : 0,
  };
}

const times = (amount: number | null, factor: number) => (amount === null ? null : amount * factor);
const plus = (a: number | null, b: number | null) => (a === null || b === null ? null : a + b);

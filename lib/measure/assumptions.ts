/**
 * What an estimate assumes, each with its default and its bounds. Where the defaults come from is said to the reader
 * under `estimates.assumptions.<id>.source`:
 * Cloud Carbon Footprint (methodology, energy coefficients for AWS) for a busy vCPU, the overhead of a data centre and
 * the network; AWS list prices of us-east-1 for compute (c6i.large, 0.085 USD an hour for 2 vCPU) and traffic to the
 * internet; the US EIA's average household price of electricity in 2023; the two about devices are our own.
 */
export const ASSUMPTIONS = {
  /** Of one busy core of the server, W. */
  serverWattsPerCore: { usual: 3.5, least: 0.01, most: 1000 },
  /** Power the whole data centre draws for each W of its machines. */
  overhead: { usual: 1.135, least: 1, most: 10 },
  /** Of one busy core of the reader's device, W. */
  deviceWattsPerCore: { usual: 5, least: 0.01, most: 1000 },
  /** Between device and server, kWh per GB. */
  networkKwhPerGb: { usual: 0.001, least: 0.000_001, most: 10 },
  /** USD for one core for one hour. */
  usdPerCoreHour: { usual: 0.0425, least: 0.0001, most: 1000 },
  /** USD for each GB that leaves the server. */
  usdPerGbOut: { usual: 0.09, least: 0.0001, most: 1000 },
  /** Predictions over which a device's one download is spread. */
  predictionsPerDevice: { usual: 10_000, least: 1, most: 1e12 },
  /** USD the owner of the device pays for electricity. */
  usdPerKwh: { usual: 0.16, least: 0.001, most: 100 },
} as const;

export type AssumptionId = keyof typeof ASSUMPTIONS;
export const ASSUMPTION_IDS = Object.keys(ASSUMPTIONS) as readonly AssumptionId[];
export type Assumptions = Readonly<Record<AssumptionId, number>>;

/** Whether a number can stand for an assumption: zero, negative, huge and missing ones cannot. */
export function isUsable(id: AssumptionId, value: unknown): value is number {
  const { least, most } = ASSUMPTIONS[id];
  return typeof value === 'number' && value >= least && value <= most;
}

/** Assumptions from what was kept earlier, which may be of any age and shape: what is not usable is as usual. */
export function assumptionsFrom(kept: unknown): Assumptions {
  const given: Partial<Record<AssumptionId, unknown>> = typeof kept === 'object' && kept !== null ? kept : {};
  const entries = ASSUMPTION_IDS.map((id) => [id, isUsable(id, given[id]) ? given[id] : ASSUMPTIONS[id].usual]);
  return Object.fromEntries(entries) as Assumptions; // one entry an id
}

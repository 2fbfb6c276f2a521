import { nearestRank } from '../measure/percentile';

/** Rates that may be proposed, a second, highest first (SPEC 15.1). */
export const PROPOSED_RATES = [60, 30, 20, 10] as const;
export type ProposedRate = (typeof PROPOSED_RATES)[number];

/** A slow item may take so much of the mean gap between arrivals (SPEC 15.2). */
const MOST_BUSY_SHARE = 0.5;
/** Requests under way on average, for each core. */
const MOST_UNDER_WAY_A_CORE = 0.25;
const CORES = { least: 2, most: 8 } as const;
/** A worker may wake so late, as a share of the mean gap: 5 ms at 60 a second. */
const MOST_LATE_OF_GAP = 0.3;
/** A battery with less is saved by slowing down. */
const LOW_BATTERY_SHARE = 0.2;

/** The median and the 95th percentile of some readings, ms. */
export interface Spread {
  readonly medianMs: number;
  readonly p95Ms: number;
}

/** What a short check found out about a device. */
export interface DeviceReadings {
  /** The model on this device, one item; `null` = no such lane runs. */
  readonly edge: Spread | null;
  /** To the server's infer route and back; `null` = no request is sent from here. */
  readonly online: Spread | null;
  /** How late a worker with nothing else to do wakes. */
  readonly wakes: Spread;
  readonly device: DeviceState;
}

/** What a device says of itself; `null` = it does not say. */
export interface DeviceState {
  readonly cores: number | null;
  readonly pressure: 'nominal' | 'fair' | 'serious' | 'critical' | null;
  readonly battery: { readonly share: number; readonly charging: boolean } | null;
}

/** Why the highest rate will not do: words under `sentence.deviceRate`. */
export const RATE_REASONS = ['late', 'edge', 'online', 'device'] as const;
export type RateReason = (typeof RATE_REASONS)[number];

export interface RateProposal {
  readonly perSecond: ProposedRate;
  /** `null` = nothing speaks against the highest. */
  readonly because: RateReason | null;
}

/** The highest rate that a device can keep (SPEC 15). */
export function proposeRate(readings: DeviceReadings): RateProposal {
  let because: RateReason | null = null;
  for (const perSecond of PROPOSED_RATES) {
    const against = reasonAgainst(perSecond, readings);
    if (against === null || perSecond === LOWEST) return { perSecond, because: because ?? against };
    because ??= against;
  }
  return { perSecond: LOWEST, because };
}

const LOWEST = 10 satisfies ProposedRate;

function reasonAgainst(perSecond: number, { edge, online, wakes, device }: DeviceReadings): RateReason | null {
  const gapMs = 1000 / perSecond;
  if (edge && edge.p95Ms > MOST_BUSY_SHARE * gapMs) return 'edge';
  const cores = Math.min(CORES.most, Math.max(CORES.least, device.cores ?? CORES.least));
  if (online && online.medianMs / gapMs > MOST_UNDER_WAY_A_CORE * cores) return 'online';
  if (wakes.p95Ms > MOST_LATE_OF_GAP * gapMs) return 'late';
  return perSecond > mostOf(device) ? 'device' : null;
}

function mostOf({ cores, pressure, battery }: DeviceState): number {
  const most = [
    ...(cores === 1 ? [20] : []),
    ...(pressure === 'serious' || (battery && !battery.charging && battery.share < LOW_BATTERY_SHARE) ? [30] : []),
    ...(pressure === 'critical' ? [LOWEST] : []),
  ];
  return Math.min(PROPOSED_RATES[0], ...most);
}

/** At which a device that could not keep a rate may try again: the highest of at most two thirds of it, below the lowest half. */
export function lowerRate(perSecond: number): number {
  return PROPOSED_RATES.find((rate) => rate * 3 <= perSecond * 2) ?? Number((perSecond / 2).toPrecision(3));
}

/** Median and p95 by nearest rank (SPEC 2.1). @returns `null` of nothing */
export function spreadOf(valuesMs: Float64Array): Spread | null {
  if (valuesMs.length === 0) return null;
  const sorted = Float64Array.from(valuesMs).sort();
  return { medianMs: nearestRank(sorted, 0.5), p95Ms: nearestRank(sorted, 0.95) };
}

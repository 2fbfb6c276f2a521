/** What an emulated network adds in front of the online lane. */
export interface NetworkProfile {
  /** Added to the way there and back together, ms. */
  readonly roundTripMs: number;
  /** Each round trip is longer by up to this much, evenly spread, ms. */
  readonly jitterMs: number;
  /** From the device to the server; `null` = not limited. bits a second */
  readonly upBitsPerSecond: number | null;
  readonly downBitsPerSecond: number | null;
  /** Chance that a request or its answer is lost and sent again after a time-out, 0..1. */
  readonly lossShare: number;
  readonly offline: boolean;
}

const MBIT = 1e6;

/**
 * Presets, nearest first; where the figures come from is in the catalogue under `emulation.networks.<id>.source`.
 * `4g` and `slow-3g` follow WebPageTest's connectivity profiles "4G" and "3G Slow"; `lan` is switched gigabit Ethernet;
 * `wifi` a busy 802.11ac cell; `satellite` a geostationary orbit: 4 x 35,786 km at the speed of light are 477 ms, and
 * gateways add to it.
 */
export const NETWORKS = {
  loopback: net(0, 0, null, null, 0),
  lan: net(0.5, 0.1, 1000 * MBIT, 1000 * MBIT, 0),
  wifi: net(5, 4, 50 * MBIT, 100 * MBIT, 0.002),
  '4g': net(170, 20, 9 * MBIT, 9 * MBIT, 0),
  'slow-3g': net(400, 40, 0.4 * MBIT, 0.4 * MBIT, 0),
  satellite: net(600, 30, 3 * MBIT, 25 * MBIT, 0.01),
  offline: { ...net(0, 0, null, null, 0), offline: true },
} as const satisfies Readonly<Record<string, NetworkProfile>>;

export type NetworkId = keyof typeof NETWORKS;
export const NETWORK_IDS = Object.keys(NETWORKS) as readonly NetworkId[];

function net(
  roundTripMs: number,
  jitterMs: number,
  upBitsPerSecond: number | null,
  downBitsPerSecond: number | null,
  lossShare: number,
): NetworkProfile {
  return { roundTripMs, jitterMs, upBitsPerSecond, downBitsPerSecond, lossShare, offline: false };
}

import { createRandom } from '../../workload/random';

/** Draws a whole number, 0 .. 2^32 - 1. */
export type Bits = () => number;

/** What is left to chance, each with numbers of its own: a scenario that draws more of one kind leaves the others as they were. */
export const PURPOSES = [
  ...['arrivals', 'thinning', 'think', 'clients', 'service', 'network', 'loss', 'outages', 'offline'],
  ...['routing', 'failures', 'retries', 'unsure', 'chunks', 'downloads', 'pace', 'model-there'],
] as const;
export type Purpose = (typeof PURPOSES)[number];

export type Streams = (purpose: Purpose) => Bits;

/**
 * The random streams of one replication, for what comes one after the other and belongs to no request (`draws` is for that). Equal seeds and
 * replications give equal streams, whatever the scenario: two scenarios are compared on common random numbers (Law, Simulation Modeling and
 * Analysis, 2015, 11.2).
 *
 * @param seed a whole number, 0 .. 2^32 - 1
 * @param part lanes made of several parts give each its own streams; 0 is the first
 */
export function createStreams(seed: number, replication: number, part = 0): Streams {
  return (purpose) => {
    const random = createRandom(mix(mix(mix(seed, replication), part), PURPOSES.indexOf(purpose)));
    return () => random() * 4294967296;
  };
}

/** MurmurHash3's last step over both numbers: seeds that are neighbours become strangers. */
export function mix(a: number, b: number): number {
  let hash = Math.imul((a >>> 0) ^ Math.imul(b + 1, 0x9e3779b1), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 15)) >>> 0;
}

import { createRandom, permutation } from '@/lib/workload/random';

/** What is killed. */
export type FaultKind = 'worker' | 'database' | 'server';

export interface Fault {
  readonly kind: FaultKind;
  /** When it comes, in lives of a chunk after the last one that got done: the same part of the work on any computer. */
  readonly moment: number;
  /** Which of those there are, as a share of their number. */
  readonly victim: number;
}

/** Each ten faults are these, in some order: no kind can be left out. */
const DECK: readonly FaultKind[] = [
  ...Array.from({ length: 7 }, () => 'worker' as const),
  ...Array.from({ length: 2 }, () => 'database' as const),
  'server',
];

/** @param count the same seed gives the same faults, however many are asked for */
export function planFaults(seed: number, count: number): readonly Fault[] {
  const random = createRandom(seed);
  const plan: Fault[] = [];
  while (plan.length < count) {
    for (const card of permutation(DECK.length, random)) {
      plan.push({ kind: DECK[card] ?? 'worker', moment: random(), victim: random() });
    }
  }
  return plan.slice(0, count);
}

/** Of each eight writes one fails, as on a disk that is full. @param write 0, 1, … whoever makes it */
export function isDiskFull(seed: number, write: number): boolean {
  const random = createRandom(seed + Math.floor(write / WRITES));
  return write % WRITES === Math.floor(random() * WRITES);
}
const WRITES = 8;

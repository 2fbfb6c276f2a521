import { paceOf } from '../random/paced-draw';
import type { Online } from '../scenario/lanes-schema';
import type { Scenario } from '../scenario/scenario';
import type { SimulatedLane } from '../simulated-lane';
import type { NoFormula } from './theory-for';

/** Why no formula stands beside a lane (SPEC 1.13): what of it is more than one queue in front of equal servers. */
export type WhyNone =
  | NoFormula
  | ('job' | 'devices' | 'two-parts')
  | (
      | 'own-queues'
      | 'taker'
      | 'batches'
      | 'gives-up'
      | 'scales'
      | 'fails'
      | 'cold-starts'
      | 'unknown-spread'
      | 'in-a-row'
    );

/** A lane that is no pool of servers alone; `null` for one that is. */
export function notServers(id: SimulatedLane['id']): WhyNone | null {
  if (id === 'online') return null;
  if (id === 'batch') return 'job';
  return id === 'edge' ? 'devices' : 'two-parts';
}

/** What a pool does that no formula knows. */
export function beyondFormulas(online: Online, arrivals: Scenario['arrivals']): readonly WhyNone[] {
  const {
    servers,
    balancing,
    batchMost,
    serviceMs,
    requestMs,
    client,
    deadlineMs,
    autoscaling,
    failures,
    coldStartMs,
  } = online;
  // Poisson arrivals that are dealt out by chance are Poisson arrivals at each server.
  const isOne =
    servers === 1 || balancing === 'shared-queue' || (balancing === 'random' && arrivals.kind !== 'constant');
  const all: readonly (readonly [WhyNone, boolean])[] = [
    ['own-queues', !isOne],
    ['taker', requestMs > 0],
    ['batches', batchMost > 1],
    ['gives-up', client.timeoutMs !== null || deadlineMs !== null],
    ['scales', autoscaling !== null],
    ['fails', failures !== null],
    ['cold-starts', coldStartMs > 0],
    ['in-a-row', paceOf(serviceMs) !== undefined],
  ];
  return all.flatMap(([why, is]) => (is ? [why] : []));
}

import type { SampledRequests } from '../simulate/sample';
import type { Sample } from '../simulate/sampling';
import type { Scenario } from '../simulate/scenario/scenario';
import type { SimulatedLane } from '../simulate/simulated-lane';

/** One scenario of an order, by a name of its own. */
export interface Play {
  readonly key: string;
  readonly scenario: Scenario;
  readonly sample: Sample;
}

/** To the worker: plays some scenarios, one after the other. A newer order takes the place of one that is under way; an empty one only stops it. */
export interface Order {
  readonly id: number;
  readonly plays: readonly Play[];
}

/** What a played scenario came to. */
export interface Played {
  readonly lanes: readonly SimulatedLane[];
  readonly samples: readonly SampledRequests[];
  readonly events: number;
}

/** From the worker. `begun`: the order has been heard. */
export type Report = { readonly id: number } & (
  | { readonly kind: 'begun' }
  | { readonly kind: 'progress'; readonly key: string; readonly share: number }
  | { readonly kind: 'played'; readonly key: string; readonly played: Played }
  | { readonly kind: 'over' }
  | { readonly kind: 'failed'; readonly reason: string }
);

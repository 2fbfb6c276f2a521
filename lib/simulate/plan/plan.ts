import type { Scenario } from '../scenario/scenario';
import type { SimulatedLane } from '../simulated-lane';

/**
 * Runs of which each may follow from those before: it asks for a scenario of one lane, is handed what came of it, and asks for the next. Whoever asks
 * for no more has stopped it.
 */
export type Plan<Result> = Generator<Scenario, Result, SimulatedLane>;

import type { Plan } from '../simulate/plan/plan';
import type { Simulator, SimulatorState } from './simulator';

/** How far a plan has come. */
export interface PlanState<Shown> {
  readonly phase: SimulatorState['phase'];
  /** Scenarios that have been played. */
  readonly runs: number;
  /** The newest of what it told. */
  readonly shown: Shown | null;
  readonly reason: string | null;
}

/** Makes a plan; it says what it has found so far through `tell`. */
export type MakePlan<Shown> = (tell: (shown: Shown) => void) => Plan<void>;

const KEY = 'next';

/** Plays a plan in a worker, scenario by scenario. One plan at a time: a newer one takes the place of an older one. */
export class PlanRun<Shown> {
  #state: PlanState<Shown> = { phase: 'idle', runs: 0, shown: null, reason: null };
  #plan: Plan<void> | null = null;
  #make: MakePlan<Shown> | null = null;
  readonly #simulator: Simulator;
  readonly #listeners = new Set<() => void>();

  /** @param simulator of this plan alone */
  constructor(simulator: Simulator) {
    this.#simulator = simulator;
    simulator.subscribe(() => this.#hear(simulator.state()));
  }

  readonly state = (): PlanState<Shown> => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Begins a plan; what an older one told stays in sight until this one tells something. */
  start(make: MakePlan<Shown>): void {
    this.#make = make;
    const plan = make((shown) => {
      if (this.#plan === plan) this.#set({ shown });
    });
    this.#plan = plan;
    this.#set({ phase: 'playing', runs: 0, reason: null });
    this.#go(() => plan.next());
  }

  /** Stops what is under way; what has been told stays. */
  cancel(): void {
    if (this.#state.phase !== 'playing') return;
    this.#plan = null;
    this.#simulator.cancel();
    this.#set({ phase: 'cancelled' });
  }

  /** The plan once more, from its start. */
  again(): void {
    if (this.#make) this.start(this.#make);
  }

  /** Ends the worker. */
  close(): void {
    this.#plan = null;
    this.#simulator.close();
  }

  #hear({ phase, played, reason }: SimulatorState): void {
    const plan = this.#plan;
    if (!plan) return;
    if (phase === 'failed' || phase === 'dead') {
      this.#plan = null;
      this.#set({ phase, reason });
      return;
    }
    const lane = played[KEY]?.lanes[0];
    if (phase !== 'over' || !lane) return;
    this.#set({ runs: this.#state.runs + 1 });
    this.#go(() => plan.next(lane));
  }

  #go(next: () => IteratorResult<Parameters<Simulator['play']>[0][number]['scenario'], void>): void {
    try {
      const step = next();
      if (!step.done) {
        this.#simulator.play([{ key: KEY, scenario: step.value, sample: 0 }]);
        return;
      }
      this.#plan = null;
      this.#set({ phase: 'over' });
    } catch (thrown) {
      this.#plan = null;
      this.#set({ phase: 'failed', reason: thrown instanceof Error ? thrown.message : String(thrown) });
    }
  }

  #set(change: Partial<PlanState<Shown>>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

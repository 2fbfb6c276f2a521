import { MOST_EXACT_REQUESTS } from '../simulate/scenario/limits';
import type { Order, Play, Played, Report } from './messages';

/** A worker that has not been heard yet may still be on its way over a slow network. ms */
const LONGEST_START_MS = 120_000;
/** One that says nothing for so long is taken for dead: it tells how far it has come many times a second, but not while it makes the figures of a run. ms */
const LONGEST_SILENCE_MS = 8000;
/** They take about a tenth of this on a slow machine, ms a request. */
const LONGEST_FIGURES_MS = 0.01;
/** One that has not heard a newer order after so long is in the middle of something that it cannot leave: another takes its place. ms */
const LONGEST_DEAF_MS = 500;

export interface SimulatorState {
  /** `dead`: the worker is gone, and nothing comes until it is started anew. */
  readonly phase: 'idle' | 'playing' | 'over' | 'cancelled' | 'failed' | 'dead';
  /** Of the play that is under way, 0 .. 1. */
  readonly share: number;
  /** What has come so far, by the names of the order. */
  readonly played: Readonly<Record<string, Played>>;
  /** Why it failed or died, as the browser says it. */
  readonly reason: string | null;
}

export interface SimulatorWorker {
  postMessage(order: Order): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Report>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

const IDLE: SimulatorState = { phase: 'idle', share: 0, played: {}, reason: null };

/** Plays orders in a worker and tells what comes of them. One order at a time: a newer one takes the place of an older one. */
export class Simulator {
  #state = IDLE;
  #worker: SimulatorWorker | null = null;
  #order: Order = { id: 0, plays: [] };
  #plays: readonly Play[] = [];
  /** Whether the worker has ever been heard: until then it is still on its way. */
  #isThere = false;
  #watch: ReturnType<typeof setTimeout> | undefined;
  #deaf: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();
  readonly #spawn: () => SimulatorWorker;

  /** @param spawn makes a worker; called with the first order, and again after one has died */
  constructor(spawn: () => SimulatorWorker) {
    this.#spawn = spawn;
  }

  readonly state = (): SimulatorState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Plays some scenarios, one after the other. */
  play(plays: readonly Play[]): void {
    this.#plays = plays;
    this.#order = { id: this.#order.id + 1, plays };
    this.#set({ phase: 'playing', share: 0, played: {}, reason: null });
    this.#send();
  }

  /** Stops what is under way; what has come stays. */
  cancel(): void {
    if (this.#state.phase !== 'playing') return;
    this.#order = { id: this.#order.id + 1, plays: [] };
    this.#set({ ...this.#state, phase: 'cancelled' });
    this.#rest();
    this.#worker?.postMessage(this.#order);
    this.#expectHeard();
  }

  /** Once more what was asked for last, with a new worker where the last one has died. */
  again(): void {
    this.play(this.#plays);
  }

  /** Ends the worker; the next order starts another. */
  close(): void {
    this.#end();
    this.#set(IDLE);
  }

  #send(): void {
    try {
      this.#worker ??= this.#start();
      this.#worker.postMessage(this.#order);
      this.#expectHeard();
      this.#listen();
    } catch (thrown) {
      this.#die(thrown instanceof Error ? thrown.message : String(thrown));
    }
  }

  #start(): SimulatorWorker {
    const worker = this.#spawn();
    worker.onmessage = ({ data }) => this.#hear(data);
    worker.onerror = ({ message }) => this.#die(message ?? '');
    worker.onmessageerror = () => this.#die('');
    return worker;
  }

  #hear(report: Report): void {
    this.#isThere = true;
    if (report.id !== this.#order.id) return;
    clearTimeout(this.#deaf);
    if (this.#state.phase !== 'playing') return;
    this.#listen();
    const state = afterReport(this.#state, report);
    if (state.phase !== 'playing') this.#rest();
    this.#set(state);
  }

  #die(reason: string): void {
    this.#end();
    this.#set({ ...this.#state, phase: 'dead', reason });
  }

  #end(): void {
    this.#rest();
    clearTimeout(this.#deaf);
    this.#worker?.terminate();
    this.#worker = null;
    this.#isThere = false;
  }

  /** Where the worker does not hear the newest order soon, another one gets it. */
  #expectHeard(): void {
    clearTimeout(this.#deaf);
    if (!this.#isThere) return;
    this.#deaf = setTimeout(() => {
      this.#end();
      if (this.#state.phase === 'playing') this.#send();
    }, LONGEST_DEAF_MS);
  }

  /** Nothing heard from here on: the worker is dead. */
  #listen(): void {
    this.#rest();
    const requests = Math.max(0, ...this.#plays.map(({ scenario }) => scenario.requests));
    const silenceMs = LONGEST_SILENCE_MS + LONGEST_FIGURES_MS * Math.min(requests, MOST_EXACT_REQUESTS);
    this.#watch = setTimeout(() => this.#die(''), this.#isThere ? silenceMs : LONGEST_START_MS);
  }

  #rest(): void {
    clearTimeout(this.#watch);
  }

  #set(state: SimulatorState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

function afterReport(state: SimulatorState, report: Report): SimulatorState {
  switch (report.kind) {
    case 'begun':
      return state;
    case 'progress':
      return { ...state, share: report.share };
    case 'played':
      return { ...state, share: 0, played: { ...state.played, [report.key]: report.played } };
    case 'over':
      return { ...state, share: 1, phase: 'over' };
    case 'failed':
      return { ...state, phase: 'failed', reason: report.reason };
  }
}

/** With the worker of the page. */
export const createSimulator = () =>
  new Simulator(
    () =>
      new Worker(new URL('./simulation-worker.ts', import.meta.url), { type: 'module', name: 'trilane simulation' }),
  );

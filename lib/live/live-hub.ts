import { TrilaneError } from '../errors';
import { onAbort } from '../errors/on-abort';
import type { LiveEvent } from './change';
import { LiveLog, type LiveState } from './live-log';

const PERIOD_MS = 400;
/** Between two looks, however much happens. */
const SHORTEST_MS = 100;
/** Topics that are looked at in detail at the same time; a reader of one more is told of no detail. */
const MOST_TOPICS = 64;

/** What a hub tells of. */
export interface LiveSource<State extends LiveState> {
  /** As it is before anything was looked at. */
  readonly first: State;
  /** How it is now, looked at once for all readers. Never throws: that it cannot be told is a state like another. */
  look(looking: Looking<State>): Promise<Seen<State>>;
  /** Whether there can be such a topic. */
  isTopic(asked: string): boolean;
  /** How long nothing changes without a nudge, ms; absent or 0: it may at any time. */
  restMs?(state: State): number;
  /** Nobody asks for the detail of this topic any more. */
  forget?(topic: string): void;
}

export interface Seen<State extends LiveState> {
  readonly state: State;
  /** Of the topics that were asked for. */
  readonly details?: ReadonlyMap<string, State['detail']>;
}

export interface Looking<State> {
  /** What was last found. */
  readonly known: State;
  /** Topics that somebody asks for the detail of at this moment. */
  readonly topics: Pick<ReadonlyMap<string, unknown>, 'has' | 'keys'>;
  /** Looks again soon. */
  nudge(): void;
}

export interface Listening {
  /** What the detail is asked for; `null` too is what a reader is told of anything but a topic, and of one too many. */
  readonly topic: string | null;
  /** What the reader was told last, before its stream broke off. */
  readonly lastEventId?: string | null;
  /** Aborted when the reader goes away. */
  readonly signal: AbortSignal;
}

/** Tells any number of readers how something is: while anybody listens it looks again and again, once for all of them. */
export interface LiveHub<State> {
  /** First what the reader missed, or all; then each change, until the signal is aborted. */
  events(listening: Listening): AsyncGenerator<LiveEvent<State>>;
  /** How it is now. @throws TrilaneError `not-ready` of a hub that is closed */
  state(topic: string | null): Promise<State>;
  /** Looks at once, where anybody listens. */
  nudge(): void;
  /** Ends all streams. */
  close(): void;
}

export function createLiveHub<State extends LiveState>(
  source: LiveSource<State>,
  periodMs: number = PERIOD_MS,
): LiveHub<State> {
  const log = new LiveLog(crypto.randomUUID().slice(0, 8), source.first);
  /** How many ask for each. */
  const topics = new Map<string, number>();
  const sleepers = new Set<() => void>();
  let listeners = 0;
  /** Looks that began, and the newest of those that are over. */
  let begun = 0;
  let finished = 0;
  let isLooking = false;
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  let isWanted = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  async function look(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    isLooking = true;
    isWanted = false;
    lookedAtMs = performance.now();
    const number = ++begun;
    const { state, details = new Map() } = await source.look({ known: log.state(null), topics, nudge });
    // Details of topics that were left meanwhile would be kept for good.
    log.update(state, new Map([...details].filter(([topic]) => topics.has(topic))));
    finished = number;
    isLooking = false;
    for (const wake of sleepers) wake();
    plan();
  }
  function plan(): void {
    if (isLooking || closed || listeners === 0) return;
    clearTimeout(timer);
    const waitMs = isWanted ? SHORTEST_MS : Math.max(periodMs, source.restMs?.(log.state(null)) ?? 0);
    timer = setTimeout(() => void look(), Math.max(0, lookedAtMs + waitMs - performance.now()));
  }
  function nudge(): void {
    isWanted = true;
    plan();
  }

  /** @returns the topic whose detail it is told of */
  function join(asked: string | null): string | null {
    listeners++;
    if (asked === null || !source.isTopic(asked) || (topics.size >= MOST_TOPICS && !topics.has(asked))) return null;
    topics.set(asked, (topics.get(asked) ?? 0) + 1);
    return asked;
  }
  function leave(topic: string | null): void {
    listeners--;
    if (listeners === 0) clearTimeout(timer);
    if (topic === null) return;
    const left = (topics.get(topic) ?? 0) - 1;
    if (left > 0) topics.set(topic, left);
    else {
      topics.delete(topic);
      source.forget?.(topic);
      log.forgetDetail(topic);
    }
  }
  const nextLook = (signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      if (signal.aborted || closed) return resolve();
      const wake = () => {
        sleepers.delete(wake);
        stopWaiting();
        resolve();
      };
      const stopWaiting = onAbort(signal, wake);
      sleepers.add(wake);
    });

  async function* events({ topic: asked, lastEventId = null, signal }: Listening): AsyncGenerator<LiveEvent<State>> {
    const isOver = () => signal.aborted || closed;
    const topic = join(asked);
    let isHere = true;
    const go = () => {
      if (isHere) leave(topic);
      isHere = false;
    };
    // A reader that has stopped reading leaves this function standing at a `yield`, for good.
    const stopWaiting = onAbort(signal, go);
    try {
      // What was seen before may be old, and not hold that topic.
      const before = begun;
      nudge();
      while (finished <= before && !isOver()) await nextLook(signal);
      if (isOver()) return;
      const first = log.begin(lastEventId, topic);
      yield first.event;
      let at = first.at;
      while (!isOver()) {
        const next = log.read(at, topic);
        if (!next) await nextLook(signal);
        else {
          at = next.at;
          if (next.event) yield next.event;
        }
      }
    } finally {
      stopWaiting();
      go();
    }
  }

  return {
    events,
    async state(topic) {
      const left = new AbortController();
      for await (const { type, data } of events({ topic, signal: left.signal })) if (type === 'snapshot') return data;
      throw new TrilaneError('not-ready', 'The server is shutting down.');
    },
    nudge,
    close() {
      closed = true;
      clearTimeout(timer);
      for (const wake of sleepers) wake();
    },
  };
}

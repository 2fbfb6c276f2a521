import type { CompletedMeasurement } from '../../measure/measurement';
import { BROWSER_CONNECTIONS } from '../../measure/rules';
import { meanOf } from '../statistics/mean';

/** What an answer's time holds beside the model and its waits, ms. */
interface Around {
  /** Of each request, what the one thread that takes requests needs. */
  readonly requestMs: number;
  /** Of each answer, in their order: to be handed to a worker, and back. The worker takes nothing else in that time. */
  readonly handOverMs: readonly number[];
  /** Of each answer, in their order: all the rest. */
  readonly aroundMs: readonly number[];
}

/**
 * All of an answer's time that is neither the model, nor a wait that a simulation has of its own: for a worker, for the thread that takes requests, for a
 * connection of the browser. What the thread needs, and the wait for it (Lindley's recursion over the moments at which the requests came to it), are taken off.
 *
 * Being handed to a worker that is free takes time, too, and so does a connection that is free: who finds nobody before it tells how much, and only what goes
 * beyond that is a wait behind others.
 *
 * @param ordered by when they were sent
 * @param workers that answer side by side
 * @param busyMs the thread's busy time over the requests; it cannot be more than half of the answers have around the model
 */
export function aroundTheModel(ordered: readonly CompletedMeasurement[], workers: number, busyMs: number): Around {
  const ahead = underWay(ordered);
  const before = overtaking(ordered).map((behind, index) => behind + (ahead[index] ?? 0));
  // Of the wait before the model, what lay before the request was sent is the page's own lateness.
  const queueMs = ordered.map(({ arrivedAtMs, startedAtMs, stages }) =>
    Math.max(0, stages.queueMs - (startedAtMs - arrivedAtMs)),
  );
  const handOverMs = withoutWaits(queueMs, before, workers);
  const blockedMs = ordered.map(({ stages }) => stages.blockedMs);
  const connectingMs = withoutWaits(blockedMs, ahead, BROWSER_CONNECTIONS);
  const answers = ordered.map(({ arrivedAtMs, startedAtMs, finishedAtMs, stages }, index) => {
    const connectionMs = (blockedMs[index] ?? 0) - (connectingMs[index] ?? 0);
    const waitsMs = (queueMs[index] ?? 0) + connectionMs + stages.waitMs;
    return {
      aroundMs: Math.max(0, finishedAtMs - arrivedAtMs - stages.computeMs - stages.emulatedMs - waitsMs),
      sentMs: startedAtMs + connectionMs,
      transferMs: stages.transferMs,
      takenMs: 0,
    };
  });
  const sorted = answers.map(({ aroundMs }) => aroundMs).sort((a, b) => a - b);
  const requestMs = Math.max(0, Math.min(busyMs, sorted[Math.floor(sorted.length / 2)] ?? 0));
  for (let pass = 0; pass < PASSES; pass++) takeInTurn(answers, requestMs);
  return { requestMs, handOverMs, aroundMs: answers.map(({ aroundMs, takenMs }) => Math.max(0, aroundMs - takenMs)) };
}

/** When a request came to the server follows from the time on the way without the wait there, and the wait from when all of them came. */
const PASSES = 4;

interface Taken {
  readonly sentMs: number;
  readonly transferMs: number;
  /** From when it came to the thread to when that was done with it. */
  takenMs: number;
}

/** One thread takes all requests, in the order in which they come to it. */
function takeInTurn(answers: readonly Taken[], requestMs: number): void {
  const inTurn = answers
    .map((one) => ({ one, reachedMs: one.sentMs + Math.max(0, one.transferMs - one.takenMs) / 2 }))
    .sort((a, b) => a.reachedMs - b.reachedMs);
  let freeMs = Number.NEGATIVE_INFINITY;
  for (const { one, reachedMs } of inTurn) {
    freeMs = Math.max(freeMs, reachedMs) + requestMs;
    one.takenMs = freeMs - reachedMs;
  }
}

/** Of each time, no more than the mean of those that found fewer than `places` before them; of those all. */
function withoutWaits(timesMs: readonly number[], ahead: readonly number[], places: number): readonly number[] {
  const isFree = (index: number) => (ahead[index] ?? 0) < places;
  const meanMs = meanOf(timesMs.filter((_, index) => isFree(index)));
  return timesMs.map((ms, index) => (isFree(index) ? ms : Math.min(ms, meanMs)));
}

/** How many were sent after each, and answered before it: they may have come to the server before it. */
function overtaking(ordered: readonly CompletedMeasurement[]): readonly number[] {
  return ordered.map(({ finishedAtMs }, index) => {
    let before = 0;
    for (let next = index + 1; (ordered[next]?.startedAtMs ?? finishedAtMs) < finishedAtMs; next++) {
      if ((ordered[next]?.finishedAtMs ?? finishedAtMs) < finishedAtMs) before++;
    }
    return before;
  });
}

/** How many others were under way when each was sent. */
function underWay(ordered: readonly CompletedMeasurement[]): readonly number[] {
  const endsMs = ordered.map(({ finishedAtMs }) => finishedAtMs).sort((a, b) => a - b);
  let ended = 0;
  return ordered.map(({ startedAtMs }, started) => {
    while ((endsMs[ended] ?? Number.POSITIVE_INFINITY) <= startedAtMs) ended++;
    return started - ended;
  });
}

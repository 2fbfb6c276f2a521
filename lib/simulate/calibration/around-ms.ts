import type { CompletedMeasurement } from '../../measure/measurement';
import { BROWSER_CONNECTIONS } from '../../measure/rules';

/** What an answer's time holds beside the model and its waits, ms. */
interface Around {
  /** Of each request, what the one thread that takes requests needs. */
  readonly requestMs: number;
  /** Of each answer, in no order. */
  readonly aroundMs: readonly number[];
}

/**
 * All of an answer's time that is neither the model, nor a wait that a simulation has of its own: for a worker, for the thread that takes requests, for a
 * connection of the browser. What the thread needs, and the wait for it (Lindley's recursion over the moments at which the requests came to it), are taken off.
 *
 * @param busyMs the thread's busy time over the requests; it cannot be more than half of the answers have around the model
 */
export function aroundTheModel(completed: readonly CompletedMeasurement[], busyMs: number): Around {
  const ordered = [...completed].sort((a, b) => a.startedAtMs - b.startedAtMs);
  const isBehind = behindOthers(ordered);
  const answers = ordered.map((one, index) => {
    const { arrivedAtMs, startedAtMs, finishedAtMs, stages } = one;
    // Of the wait before the model, what lay before the request was sent is the page's own lateness.
    const serverQueueMs = Math.max(0, stages.queueMs - (startedAtMs - arrivedAtMs));
    const connectionMs = isBehind[index] ? stages.blockedMs : 0;
    const waitsMs = serverQueueMs + connectionMs + stages.waitMs;
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
  return { requestMs, aroundMs: answers.map(({ aroundMs, takenMs }) => Math.max(0, aroundMs - takenMs)) };
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

/** Of each request, by its start, whether the browser had no connection left for it: then it waited behind others. */
function behindOthers(ordered: readonly CompletedMeasurement[]): readonly boolean[] {
  const endsMs = ordered.map(({ finishedAtMs }) => finishedAtMs).sort((a, b) => a - b);
  let ended = 0;
  return ordered.map(({ startedAtMs }, started) => {
    while ((endsMs[ended] ?? Number.POSITIVE_INFINITY) <= startedAtMs) ended++;
    return started - ended >= BROWSER_CONNECTIONS;
  });
}

import type { LaneRecord } from '../measure/lane-record';
import { latencyMs, type Measurement } from '../measure/measurement';
import { UNTOLD } from '../model/answer';
import { breathe, PIECE } from './breathe';
import { type RunSource, repeatsOf } from './run-document';

/** A viewer shows no more rows of a process in a useful way; items that find none free are drawn without their stages. */
const MOST_THREADS = 200;

/**
 * A run as Trace Event Format JSON, for `chrome://tracing`, Perfetto and their like: a process a lane and repeat, all from
 * their own start; as many threads as items overlap; each item an event from its arrival to its answer, its stages
 * inside it one after the other. (Transfer, which is there and back, is drawn in one piece before the model.)
 * https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU
 */
export async function chromeTrace(source: RunSource): Promise<Blob> {
  const passes = repeatsOf(source);
  const pieces: string[] = ['{"displayTimeUnit":"ms","traceEvents":[\n'];
  let process = 0;
  for (const [index, { records }] of passes.entries()) {
    for (const record of records) {
      process += 1;
      const name = passes.length > 1 ? `${record.id}, repeat ${index + 1}` : record.id;
      const layout = createLayout();
      if (process > 1) pieces.push(',\n');
      pieces.push(eventsText(processEvents(process, name)));
      const items = byArrival(record);
      for (let from = 0; from < items.length; from += PIECE) {
        const part = items.slice(from, from + PIECE).flatMap((each) => itemEvents(each, process, layout.place(each)));
        pieces.push(',\n', eventsText(part));
        await breathe();
      }
      const threads = Array.from({ length: layout.threads }, (_, thread) => threadName(process, thread + 1));
      if (threads.length > 0) pieces.push(',\n', eventsText(threads));
    }
  }
  pieces.push(`\n],"otherData":${JSON.stringify({ startedAt: source.startedAt, setup: source.setup })}}\n`);
  return new Blob(pieces, { type: 'application/json' });
}

type TraceEvent = Readonly<Record<string, unknown>>;

const eventsText = (events: readonly TraceEvent[]) => events.map((event) => JSON.stringify(event)).join(',\n');

const byArrival = ({ measurements }: LaneRecord) =>
  [...measurements].sort((a, b) => a.arrivedAtMs - b.arrivedAtMs || a.item - b.item);

/** Finds each item a thread on which nothing else is going on; items are placed in the order they arrived. */
function createLayout() {
  const freeAtMs: number[] = [];
  return {
    get threads() {
      return freeAtMs.length;
    },
    /** Counted from 1; `null` when all threads are taken. */
    place({ arrivedAtMs, finishedAtMs }: Measurement): number | null {
      let thread = freeAtMs.findIndex((freeMs) => freeMs <= arrivedAtMs);
      if (thread < 0) {
        if (freeAtMs.length >= MOST_THREADS) return null;
        thread = freeAtMs.length;
      }
      freeAtMs[thread] = finishedAtMs;
      return thread + 1;
    },
  };
}

function itemEvents(measurement: Measurement, pid: number, tid: number | null): TraceEvent[] {
  const { item, outcome, arrivedAtMs } = measurement;
  const common = { name: `item ${item}`, cat: 'item', pid, args: detailsOf(measurement) };
  if (tid === null) {
    const id = `${pid}.${item}`;
    return [
      { ...common, ph: 'b', id, tid: 0, ts: microseconds(arrivedAtMs) },
      { ...common, ph: 'e', id, tid: 0, ts: microseconds(measurement.finishedAtMs) },
    ];
  }
  const whole = { ...common, ph: 'X', tid, ts: microseconds(arrivedAtMs), dur: microseconds(latencyMs(measurement)) };
  if (outcome !== 'completed') return [{ ...whole, cname: 'terrible' }];
  const events: TraceEvent[] = [whole];
  let fromMs = 0;
  for (const name of ['wait', 'blocked', 'queue', 'record', 'transfer', 'compute', 'emulated'] as const) {
    // Rounding must not let a stage stick out of its item.
    const toMs = Math.min(latencyMs(measurement), fromMs + Math.max(0, measurement.stages[`${name}Ms`]));
    if (toMs > fromMs) {
      const ts = microseconds(arrivedAtMs + fromMs);
      const endUs = Math.min(microseconds(arrivedAtMs + toMs), whole.ts + whole.dur);
      events.push({ name, cat: 'stage', ph: 'X', pid, tid, ts, dur: Math.max(0, nanos(endUs - ts)) });
    }
    fromMs = toMs;
  }
  return events;
}

function detailsOf(measurement: Measurement): TraceEvent {
  const { outcome, startedAtMs } = measurement;
  return outcome === 'completed'
    ? {
        outcome,
        startedAtMs,
        batchSize: measurement.batchSize,
        ...(measurement.answer !== UNTOLD && measurement.answer),
      }
    : { outcome, startedAtMs, error: measurement.error.code };
}

const processEvents = (pid: number, name: string): TraceEvent[] => [
  { ph: 'M', name: 'process_name', pid, tid: 0, args: { name } },
  { ph: 'M', name: 'process_sort_index', pid, tid: 0, args: { sort_index: pid } },
];
const threadName = (pid: number, tid: number): TraceEvent => ({
  ph: 'M',
  name: 'thread_name',
  pid,
  tid,
  args: { name: `slot ${tid}` },
});

/** To the nanosecond; finer is nothing but digits. */
const nanos = (us: number) => Math.round(us * 1000) / 1000;
const microseconds = (ms: number) => nanos(ms * 1000);

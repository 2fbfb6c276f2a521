import 'client-only';
import type { LaneConditions } from '../../emulate/conditions';
import { refusalOf, wrongAnswer } from '../../engine/http-call';
import { askPatiently } from '../../engine/retry-after';
import { TrilaneError } from '../../errors';
import type { Measurement } from '../../measure/measurement';
import type { ResourceUse } from '../../measure/resources';
import type { ModelTarget } from '../../model/manifest';
import { readLoadRunEvents } from '../../wire/load-run';
import type { LoadRunRequest } from '../../wire/load-run-schema';
import type { WorkloadSpec } from '../../workload/workload';

/** The generator works for one at a time: how long it may be at work for another, ms. */
const BUSY_PATIENCE_MS = 30_000;

export interface RemoteLoad {
  readonly origin: string;
  readonly target: ModelTarget;
  readonly workload: WorkloadSpec;
  readonly conditions: LaneConditions;
  /** ms; absent = as the lane has it. */
  readonly timeoutMs?: number;
  readonly signal: AbortSignal;
  /** The clock runs: everything before was getting ready. */
  readonly onStarted?: () => void;
  /** About four times a second, with no measurements when nothing was answered. */
  readonly onMeasurements: (measurements: readonly Measurement[], elapsedMs: number) => void;
}

/**
 * Lets the generator on the server play a workload into the online lane, and follows it to its end.
 * @throws TrilaneError `queue-full` (it works for somebody else), `engine-died`, `server-unreachable`, `wrong-answer`, `cancelled`
 */
export async function followLoadRun(load: RemoteLoad): Promise<{ elapsedMs: number; resources: ResourceUse | null }> {
  const { signal, onStarted, onMeasurements } = load;
  try {
    for await (const event of readLoadRunEvents(await openStream(load))) {
      if (event.type === 'started') onStarted?.();
      else if (event.type === 'measurements') onMeasurements(event.measurements, event.elapsedMs);
      else if (event.type === 'failed') throw TrilaneError.from(event.error);
      else return { elapsedMs: event.elapsedMs, resources: event.resources };
    }
  } catch (thrown) {
    if (signal.aborted) throw new TrilaneError('cancelled', 'Cancelled.');
    if (thrown instanceof TrilaneError) throw thrown;
    if (thrown instanceof SyntaxError) throw wrongAnswer('What came was no event of the load generator.', thrown);
    throw new TrilaneError('server-unreachable', 'The connection to the load generator broke off.', { cause: thrown });
  }
  throw new TrilaneError('server-unreachable', 'The load generator fell silent before the run was over.');
}

async function openStream({ origin, target, workload, conditions, timeoutMs, signal }: RemoteLoad) {
  const request: LoadRunRequest = {
    model: target.modelId,
    version: target.versionId,
    workload,
    conditions,
    ...(timeoutMs !== undefined && { timeoutMs }),
  };
  const send = () =>
    fetch(`${origin}/api/load-runs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
      cache: 'no-store',
      signal,
    });
  // Nothing is timed before it starts.
  const response = await askPatiently(send, { patienceMs: BUSY_PATIENCE_MS, signal });
  if (response.ok && response.body) return response.body;
  throw refusalOf(response, new Uint8Array(await response.arrayBuffer().catch(() => new ArrayBuffer(0))));
}

import { TrilaneError } from '../errors';
import type { ResourceUse } from '../measure/resources';
import { isMeterReport, METER_HEADER } from '../wire/meter';
import type { MeterReport } from '../wire/meter-schema';
import { callServer, type HttpCaller, readJson, wrongAnswer } from './http-call';

/** How long a meter may take to start, or to say what it counted, before it is done without. ms */
const METER_PATIENCE_MS = 3000;

/** A meter on the server that an engine's requests name as theirs. */
export interface ServerMeter {
  /** To be sent with every request that is to count; none where the server gave no meter. */
  readonly headers: Readonly<Record<string, string>>;
  /** Not bound to the engine's life: a meter may be read after the run was disposed of. `null`: nobody counted, or says so. */
  stop(): Promise<MeterReport | null>;
}

/**
 * A server that has no meter left, or gives none to us, or does not answer in time, keeps no lane from running: what the lane used on it is
 * then not known (SPEC 5.14).
 * @throws TrilaneError `server-unreachable`
 * @throws DOMException `AbortError` when `signal` aborts
 */
export async function startServerMeter(server: HttpCaller, signal: AbortSignal): Promise<ServerMeter> {
  const call = (path: string, method: 'POST' | 'DELETE', until: AbortSignal) =>
    callServer(server, path, { method, signal: until, patience: { patienceMs: METER_PATIENCE_MS, signal: until } });
  const read = async (id: string): Promise<MeterReport> => {
    const report = readJson<object>(await call(`/api/meters/${id}`, 'DELETE', new AbortController().signal));
    if (!isMeterReport(report)) throw wrongAnswer('What came in place of the meter is no report of one.');
    return report;
  };
  const asked = call('/api/meters', 'POST', signal).then((started) => readJson<{ id: string }>(started, 'id').id);
  const id = await inTime(asked).catch((thrown: unknown) => {
    if (signal.aborted || (thrown instanceof TrilaneError && thrown.code === 'server-unreachable')) throw thrown;
    return null;
  });
  if (id !== null) return { headers: { [METER_HEADER]: id }, stop: () => inTime(read(id)).catch(() => null) };
  // One that comes late after all must not be left open.
  asked.then(read).catch(() => {});
  return { headers: {}, stop: async () => null };
}

/** What came in time; `null` where nothing did. */
async function inTime<T>(work: Promise<T>): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), METER_PATIENCE_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/**
 * What a lane on the server used, as its meter tells.
 * @param report `null`: no meter counted; the bytes of its bodies are known all the same
 * @param bodies the bytes the engine counted itself, where the server saw none: without headers
 */
export function serverUse(
  report: MeterReport | null,
  bodies: { readonly sent: number; readonly received: number },
): Pick<ResourceUse, 'cpuSeconds' | 'cpuMethod' | 'cpuApart' | 'bytesSent' | 'bytesReceived' | 'bytesMethod'> {
  if (!report) {
    const { sent: bytesSent, received: bytesReceived } = bodies;
    return { cpuSeconds: null, cpuMethod: 'own-work', bytesSent, bytesReceived, bytesMethod: 'bodies' };
  }
  const { cpuSeconds, idleSeconds, othersSeconds, isShared, processes, bytes } = report;
  return {
    cpuSeconds,
    cpuMethod: 'own-work',
    cpuApart: { idleSeconds, othersSeconds, isShared, isDatabaseCounted: processes.includes('database') },
    bytesSent: bytes?.received ?? bodies.sent,
    bytesReceived: bytes?.sent ?? bodies.received,
    bytesMethod: bytes ? 'with-headers' : 'bodies',
  };
}

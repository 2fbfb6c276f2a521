import type { ResourceUse } from '../measure/resources';
import { isMeterReport, METER_HEADER } from '../wire/meter';
import type { MeterReport } from '../wire/meter-schema';
import { callServer, type HttpCaller, readJson, wrongAnswer } from './http-call';

/** A meter on the server that an engine's requests name as theirs. */
export interface ServerMeter {
  /** To be sent with every request that is to count. */
  readonly headers: Readonly<Record<string, string>>;
  /** Not bound to the engine's life: a meter may be read after the run was disposed of. */
  stop(): Promise<MeterReport>;
}

/** @throws TrilaneError `queue-full`, `server-unreachable`, `wrong-answer` */
export async function startServerMeter(server: HttpCaller, signal: AbortSignal): Promise<ServerMeter> {
  const started = await callServer(server, '/api/meters', { method: 'POST', signal });
  const { id } = readJson<{ id: string }>(started, 'id');
  return {
    headers: { [METER_HEADER]: id },
    async stop() {
      const stopped = await callServer(server, `/api/meters/${id}`, {
        method: 'DELETE',
        signal: new AbortController().signal,
      });
      const report = readJson<object>(stopped);
      if (!isMeterReport(report)) throw wrongAnswer('What came in place of the meter is no report of one.');
      return report;
    },
  };
}

/**
 * What a lane on the server used, as its meter tells.
 * @param bodies the bytes the engine counted itself, where the server saw none: without headers
 */
export function serverUse(
  { cpuSeconds, idleSeconds, othersSeconds, isShared, processes, bytes }: MeterReport,
  bodies: { readonly sent: number; readonly received: number },
): Pick<ResourceUse, 'cpuSeconds' | 'cpuMethod' | 'cpuApart' | 'bytesSent' | 'bytesReceived' | 'bytesMethod'> {
  return {
    cpuSeconds,
    cpuMethod: 'own-work',
    cpuApart: { idleSeconds, othersSeconds, isShared, isDatabaseCounted: processes.includes('database') },
    bytesSent: bytes?.received ?? bodies.sent,
    bytesReceived: bytes?.sent ?? bodies.received,
    bytesMethod: bytes ? 'with-headers' : 'bodies',
  };
}

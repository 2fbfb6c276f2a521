import type { Engine } from '../../engine/contract';
import { createHttpEngine } from '../../engine/http';
import { createJobEngine } from '../../engine/job';
import { createRequestTimings } from '../../engine/request-timings';
import { createRealClock } from '../../experiment/clock';
import type { EngineKind } from '../../modes/mode';
import type { LaneCommand, LaneEvent } from './lane-messages';
import { serveLane } from './lane-work';

/*
 * One lane, in a worker of its own: what is timed runs here, where neither drawing nor typing can delay it. The edge
 * lane's model runs in this very thread; the other lanes talk to the server from it.
 */

const serve = serveLane({
  clock: createRealClock(),
  createEngine,
  post: (event: LaneEvent, transfer) => self.postMessage(event, { transfer: [...transfer] }),
});

async function createEngine(kind: EngineKind, origin: string): Promise<Engine> {
  if (kind === 'http') return createHttpEngine({ baseUrl: origin, timings: createRequestTimings() });
  if (kind === 'job') return createJobEngine({ baseUrl: origin });
  // Only this lane pays for the runtime's code.
  const { createWorkerEngine } = await import('../../engine/browser/worker-engine');
  return createWorkerEngine();
}

self.onmessage = ({ data: command }: MessageEvent<LaneCommand>) => serve(command);

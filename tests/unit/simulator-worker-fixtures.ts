import { readScenario } from '@/lib/simulate/scenario/read-scenario';
import type { Scenario } from '@/lib/simulate/scenario/scenario';
import type { Order, Report } from '@/lib/simulator-page/messages';
import type { SimulatorWorker } from '@/lib/simulator-page/simulator';
import { smallScenario } from './simulate-scenarios';

/** One server at a load that it bears. */
export function smallRun(requests: number): Scenario {
  const read = readScenario(smallScenario({ requests }));
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.scenario;
}

/** A worker that does what a test says: it notes its orders, and whether it was ended. */
export interface HandWorker extends SimulatorWorker {
  readonly orders: Order[];
  ended: boolean;
  /** What it tells the page. */
  say(report: Report): void;
}

export function handWorker(): HandWorker {
  const worker: HandWorker = {
    orders: [],
    ended: false,
    onmessage: null,
    onerror: null,
    onmessageerror: null,
    postMessage: (order) => void worker.orders.push(order),
    terminate: () => {
      worker.ended = true;
    },
    say: (data) => worker.onmessage?.({ data } as MessageEvent<Report>),
  };
  return worker;
}

import 'server-only';
import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/database';
import { askCpuSeconds, isReport } from '../../engine/server/cpu-report';
import { type Death, endInWords } from '../../processes/deaths';
import { stopProcess, whenEnded } from '../../processes/processes';
import type { BatchQueueName } from '../../wire/batch-system';
import { releaseWorker } from './lost-workers';
import type { ToWorker, WorkerNews } from './worker-messages';

/** After an unexpected death, ms; it doubles with each death in a row. */
const RESTART_MS = 200;
const LONGEST_RESTART_MS = 5000;
const STOP_MS = 6000;

/** The worker processes that this server keeps: replaced when they die, and what they had is given to others at once. */
export interface LocalWorkers {
  /** Keeps so many at work on a queue. The last started are stopped first. */
  keep(queue: BatchQueueName, count: number): void;
  count(queue: BatchQueueName): number;
  /** Tells them that something is there to do, or to stop doing. */
  look(): void;
  processIds(queue: BatchQueueName): readonly number[];
  /** CPU-seconds that those of a queue have said they spent, those that ended too; nothing while none has said any. */
  cpuSeconds(queue: BatchQueueName): Promise<number | undefined>;
  stop(): Promise<void>;
}

export interface LocalWorkersOptions {
  readonly database: Database;
  readonly dataRoot: string;
  readonly publicRoot: string;
  readonly workerFile: string;
  readonly onMessage: (message: WorkerNews) => void;
  /** One has ended unasked, or could not be started. */
  readonly onDeath?: (death: Death) => void;
}

interface Place {
  readonly queue: BatchQueueName;
  readonly name: string;
  child: ChildProcess | undefined;
  deaths: number;
  stopping: boolean;
}

export function createLocalWorkers(options: LocalWorkersOptions): LocalWorkers {
  const places: Place[] = [];
  const toldSeconds = new WeakMap<ChildProcess, number>();
  const spentSeconds = new Map<BatchQueueName, number>();
  let stopped = false;

  function start(place: Place): void {
    if (place.stopping || stopped) return;
    const id = randomUUID();
    const child = startProcess(options, id, place);
    place.child = child;
    child.on('message', (message: WorkerNews) => {
      if (isReport(message)) return;
      // It works: should it die, it did not die of its start.
      place.deaths = 0;
      options.onMessage(message);
    });
    whenEnded(child, () => {
      place.child = undefined;
      const isReplaced = !place.stopping && !stopped;
      void release(id).then(() => options.onMessage({ type: 'presence' }));
      if (!isReplaced) return;
      const how = child.pid === undefined ? 'could not be started' : endInWords(child.exitCode, child.signalCode);
      options.onDeath?.({ process: 'batch-worker', how, isReplaced });
      place.deaths += 1;
      const waitMs = Math.min(LONGEST_RESTART_MS, RESTART_MS * 2 ** (place.deaths - 1));
      setTimeout(() => start(place), waitMs).unref();
    });
  }
  /** While the database is away the next janitor does it: the process is gone, and that can be seen. */
  const release = (id: string) => releaseWorker(options.database, id).then(look, () => {});
  const tell = (message: ToWorker) => {
    for (const { child } of places) if (child?.connected) child.send(message, () => {});
  };
  const look = () => tell({ type: 'look' });
  const of = (queue: BatchQueueName) => places.filter((place) => place.queue === queue);

  return {
    keep(queue, count) {
      const kept = of(queue);
      for (const place of kept.slice(count)) {
        place.stopping = true;
        places.splice(places.indexOf(place), 1);
        if (place.child) void stopProcess(place.child, STOP_MS);
      }
      for (let number = kept.length + 1; number <= count; number++) {
        const name = queue === 'long' ? `worker-${number}` : number === 1 ? 'lab' : `lab-${number}`;
        const place: Place = { queue, name, child: undefined, deaths: 0, stopping: false };
        places.push(place);
        start(place);
      }
    },
    count: (queue) => of(queue).length,
    look,
    async cpuSeconds(queue) {
      const children = of(queue).flatMap(({ child }) => (child ? [child] : []));
      await Promise.all(
        children.map(async (child) => {
          const seconds = await askCpuSeconds(child);
          if (seconds === undefined) return;
          // Two answers that are asked for at the same time may come in either order.
          const before = toldSeconds.get(child) ?? 0;
          toldSeconds.set(child, Math.max(before, seconds));
          spentSeconds.set(queue, (spentSeconds.get(queue) ?? 0) + Math.max(0, seconds - before));
        }),
      );
      return spentSeconds.get(queue);
    },
    processIds: (queue) => of(queue).flatMap(({ child }) => (child?.pid ? [child.pid] : [])),
    async stop() {
      stopped = true;
      await Promise.all(places.map(({ child }) => child && stopProcess(child, STOP_MS)));
    },
  };
}

function startProcess(options: LocalWorkersOptions, id: string, place: Place): ChildProcess {
  const { database, dataRoot, publicRoot, workerFile } = options;
  return fork(workerFile, [], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      TRILANE_WORKER_ID: id,
      TRILANE_WORKER_NAME: place.name,
      TRILANE_WORKER_QUEUE: place.queue,
      TRILANE_WORKER_DATABASE: database.url,
      TRILANE_WORKER_DATABASE_KIND: database.kind,
      TRILANE_DATA: dataRoot,
      TRILANE_PUBLIC: publicRoot,
    },
  });
}

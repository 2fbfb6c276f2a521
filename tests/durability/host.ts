import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { FileStore } from '@/lib/batch/files/file-store';
import { openStore } from '@/lib/batch/files/open-store';
import { connectDatabase, type Database } from '@/lib/db/database';
import type { BatchPlace } from '../batch-place';

/** The batch system of a server in a process of its own, and a connection to its database. */
export interface Host {
  readonly process: ChildProcess;
  readonly database: Database;
  readonly store: FileStore;
  /** Of the embedded database, as it is now. */
  databaseProcessId(): Promise<number | null>;
  nudge(): void;
  /** As a power cut does. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

interface Ready {
  readonly url: string;
  readonly databaseProcessId: number | null;
}

/** @param options.port where it takes jobs of the Lab over HTTP; absent: it takes none */
export async function startHost(
  hostFile: string,
  place: BatchPlace,
  { workerFile, port }: { readonly workerFile?: string; readonly port?: number | undefined } = {},
): Promise<Host> {
  const child = fork(hostFile, [], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      TEST_DATA_ROOT: place.dataRoot,
      TEST_DATABASE_URL: place.databaseUrl ?? '',
      TEST_WORKER_FILE: workerFile ?? '',
      TEST_PORT: String(port ?? ''),
    },
  });
  const [ready] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('The host did not start.'))),
  ])) as [Ready];
  const kind = place.databaseUrl ? 'postgresql' : 'embedded';
  const database = await connectDatabase({ kind, url: ready.url, role: 'worker' });
  const gone = once(child, 'exit');
  const end = async (signal: NodeJS.Signals) => {
    await database.close().catch(() => {});
    child.kill(signal);
    await gone;
  };
  return {
    process: child,
    database,
    store: openStore(database, place.dataRoot),
    async databaseProcessId() {
      child.send('where', () => {});
      const [now] = (await once(child, 'message')) as [Ready];
      return now.databaseProcessId;
    },
    nudge: () => child.send('nudge', () => {}),
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}

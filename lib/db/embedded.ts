import 'server-only';
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { askCpuSeconds } from '../engine/server/cpu-report';
import { type ErrorReport, TrilaneError } from '../errors';
import { type Death, endInWords } from '../processes/deaths';
import { log } from '../processes/log';
import { stopProcess } from '../processes/processes';
import { CHECKPOINT, watchHeartbeat } from './heartbeat';

/** After an unexpected death; ms. */
const RESTART_MS = 200;
/** A process that was asked to stop and has not after this long is killed, ms. The database survives that too. */
const STOP_MS = 5000;
/** After this long, one that is still not open is killed, ms: recovery may take its time, but not for ever. */
const OPEN_MS = 120_000;
/** One that answers no query for 20 s is not coming back. */
const HEARTBEAT = { everyMs: 5000, patience: 4 };

/** PGlite in a process of its own, that clients of PostgreSQL can connect to; started again when it dies. */
export interface EmbeddedDatabase {
  /** The same for as long as this object lives. */
  readonly url: string;
  /** The id of the process as it is now. */
  processId(): number | undefined;
  /** CPU-seconds of the process so far; nothing where it does not answer. */
  cpuSeconds(): Promise<number | undefined>;
  /** Writes down what the log holds, when its turn has come, if anything was written since the last time. */
  checkpoint(): void;
  stop(): Promise<void>;
}

/**
 * @param folder the database's own; made when it is not there, which takes some seconds
 * @param onChange its process has died, or is there again
 * @param onDeath its process has ended unasked
 * @throws TrilaneError `database-unavailable` when another server uses the folder, or it cannot be opened
 */
export async function startEmbedded(
  folder: string,
  {
    onChange = () => {},
    onDeath = () => {},
  }: { readonly onChange?: () => void; readonly onDeath?: (death: Death) => void } = {},
): Promise<EmbeddedDatabase> {
  const password = randomBytes(18).toString('base64url');
  let port = 0;
  let child: ChildProcess | undefined;
  let stopping = false;

  async function launch(): Promise<void> {
    const started = startProcess();
    child = started;
    port = await readyPort(started, { folder, password, port });
    watchHeartbeat(started, HEARTBEAT);
    started.once('exit', (code, signal) => {
      if (stopping) return;
      onDeath({ process: 'database', how: endInWords(code, signal), isReplaced: true });
      onChange();
      setTimeout(relaunch, RESTART_MS);
    });
  }
  function relaunch(): void {
    if (stopping) return;
    const isBack = () => {
      log.report('process-back', 'the process of the embedded database is there again.', { process: 'database' });
      onChange();
    };
    launch().then(isBack, () => setTimeout(relaunch, RESTART_MS * 5));
  }

  await launch();
  return {
    url: `postgres://trilane:${password}@127.0.0.1:${port}/postgres`,
    processId: () => child?.pid,
    cpuSeconds: async () => child && askCpuSeconds(child),
    checkpoint() {
      if (child?.connected) child.send(CHECKPOINT, () => {});
    },
    async stop() {
      stopping = true;
      if (child)
        await stopProcess(child, STOP_MS, (one) => (one.connected ? one.disconnect() : void one.kill('SIGTERM')));
    },
  };
}

function startProcess(): ChildProcess {
  // Found at run time, beside the server's own bundle: a bundler must not try to follow it.
  const entry = join(/* turbopackIgnore: true */ process.cwd(), '.build', 'embedded-database.mjs');
  return fork(entry, [], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

function readyPort(child: ChildProcess, orders: { folder: string; password: string; port: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (detail: string) => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(new TrilaneError('database-unavailable', detail));
    };
    const timer = setTimeout(() => fail('The embedded database took too long to open.'), OPEN_MS);
    child.on('error', () => fail('The process of the embedded database could not be started.'));
    child.once('exit', () => fail('The embedded database ended while it was being opened.'));
    child.once('message', (message: { type: 'ready'; port: number } | { type: 'failed'; error: ErrorReport }) => {
      clearTimeout(timer);
      if (message.type === 'ready') resolve(message.port);
      else fail(message.error.detail);
    });
    child.send(orders);
  });
}

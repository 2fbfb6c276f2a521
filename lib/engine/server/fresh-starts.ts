import 'server-only';
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { TrilaneError } from '../../errors';
import type { Manifest, ModelTarget } from '../../model/manifest';
import type { FreshStartKind, FreshStartReport } from '../../wire/fresh-start-schema';
import type { FreshStartOrder, FromFreshStart } from './fresh-start';
import { versionFileOf } from './version-file';

/** Starts a model afresh beside the warm ones, to be timed; nobody's request waits for it, but it takes a core for a moment. */
export interface FreshStarts {
  /**
   * One at a time.
   * @throws TrilaneError `unknown-model`, `unknown-version`, `queue-full` while another goes on, `engine-died`,
   * `model-load-failed`, `timed-out`
   */
  start(target: ModelTarget, as: FreshStartKind): Promise<FreshStartReport>;
  /** Ends what is being started. */
  close(): Promise<void>;
}

/** Items 2 to 20 are warm; after them, so many are steady (SPEC 9.3). */
const ITEMS = { leastItems: 40, mostItems: 120, mostMs: 1500 } as const;

/** A start takes seconds: one that takes longer than this hangs, and would keep all others out. ms */
const TIME_LIMIT_MS = 60_000;

export interface FreshStartOptions {
  readonly manifest: Manifest;
  readonly publicRoot: string;
  /** What is started; found at run time, beside the server's own bundle: a bundler must not try to follow it. */
  readonly entry?: string;
  readonly timeLimitMs?: number;
}

export function createFreshStarts({
  manifest,
  publicRoot,
  entry = join(/* turbopackIgnore: true */ process.cwd(), '.build', 'fresh-start.mjs'),
  timeLimitMs = TIME_LIMIT_MS,
}: FreshStartOptions): FreshStarts {
  let running: TimedStart | null = null;
  return {
    async start({ modelId, versionId }, as) {
      const model = manifest.models.find(({ id }) => id === modelId);
      if (!model) throw new TrilaneError('unknown-model', `There is no model "${modelId}".`);
      const version = model.versions.find(({ id }) => id === versionId);
      if (!version) throw new TrilaneError('unknown-version', `The model ${modelId} has no version "${versionId}".`);
      if (running) throw new TrilaneError('queue-full', 'A fresh start is being timed for somebody else.');
      const order = { version: versionFileOf(model, version, publicRoot), ...ITEMS };
      running = timeStart(entry, order, as, timeLimitMs);
      try {
        return await running.report;
      } finally {
        running = null;
      }
    },
    async close() {
      running?.end(new TrilaneError('engine-died', 'The server stopped before the fresh start was done.'));
      await running?.report.catch(() => {});
    },
  };
}

interface TimedStart {
  readonly report: Promise<FreshStartReport>;
  /** Kills it, if it is not done. */
  end(reason: TrilaneError): void;
}

function timeStart(entry: string, order: FreshStartOrder, as: FreshStartKind, timeLimitMs: number): TimedStart {
  let end: TimedStart['end'] = () => {};
  const report = new Promise<FreshStartReport>((resolve, reject) => {
    const askedAtMs = performance.timeOrigin + performance.now();
    const kill = begin(entry, order, as, {
      receive(message) {
        if (message.type === 'failed') return reject(TrilaneError.from(message.error));
        const { type: _, upAtMs, ...parts } = message;
        resolve({ startMs: Math.max(0, upAtMs - askedAtMs), ...parts });
      },
      // Whatever happens after the message is ignored.
      died: () => reject(new TrilaneError('engine-died', 'What was started afresh ended before it was done.')),
    });
    end = (reason) => {
      reject(reason);
      kill();
    };
  });
  const tooLong = () => end(new TrilaneError('timed-out', 'The fresh start took too long and was ended.'));
  const limit = setTimeout(tooLong, timeLimitMs).unref();
  const done = () => clearTimeout(limit);
  report.then(done, done);
  return { report, end };
}

interface Heard {
  receive(message: FromFreshStart): void;
  died(): void;
}

/** @returns ends it, wherever it is */
function begin(entry: string, order: FreshStartOrder, as: FreshStartKind, { receive, died }: Heard): () => void {
  if (as === 'thread') {
    const thread = new Worker(entry, { workerData: order });
    thread.on('message', receive).on('error', died).on('exit', died);
    return () => void thread.terminate();
  }
  const child = fork(entry, [JSON.stringify(order)], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  child
    .on('message', (message) => receive(message as FromFreshStart))
    .on('error', died)
    .on('exit', died);
  return () => void child.kill('SIGKILL');
}

import 'server-only';
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { TrilaneError } from '../../errors';
import type { Manifest, ModelTarget } from '../../model/manifest';
import type { FreshStartKind, FreshStartReport } from '../wire/fresh-start';
import type { FreshStartOrder, FromFreshStart } from './fresh-start';
import { versionFileOf } from './version-file';

/** Starts a model afresh beside the warm ones, to be timed; nobody's request waits for it, but it takes a core for a moment. */
export interface FreshStarts {
  /**
   * One at a time.
   * @throws TrilaneError `unknown-model`, `unknown-version`, `queue-full` while another goes on, `engine-died`, `model-load-failed`
   */
  start(target: ModelTarget, as: FreshStartKind): Promise<FreshStartReport>;
  /** Resolves when nothing is being started any more. */
  close(): Promise<void>;
}

/** Items 2 to 20 are warm; after them, so many are steady (SPEC 9.3). */
const ITEMS = { leastItems: 40, mostItems: 120, mostMs: 1500 } as const;

export function createFreshStarts({ manifest, publicRoot }: { manifest: Manifest; publicRoot: string }): FreshStarts {
  // Found at run time, beside the server's own bundle: a bundler must not try to follow it.
  const entry = join(/* turbopackIgnore: true */ process.cwd(), '.build', 'fresh-start.mjs');
  let running: Promise<unknown> | null = null;
  return {
    async start({ modelId, versionId }, as) {
      const model = manifest.models.find(({ id }) => id === modelId);
      if (!model) throw new TrilaneError('unknown-model', `There is no model "${modelId}".`);
      const version = model.versions.find(({ id }) => id === versionId);
      if (!version) throw new TrilaneError('unknown-version', `The model ${modelId} has no version "${versionId}".`);
      if (running) throw new TrilaneError('queue-full', 'A fresh start is being timed for somebody else.');
      const run = timeStart(entry, { version: versionFileOf(model, version, publicRoot), ...ITEMS }, as);
      running = run
        .catch(() => {})
        .finally(() => {
          running = null;
        });
      return run;
    },
    async close() {
      await running;
    },
  };
}

function timeStart(entry: string, order: FreshStartOrder, as: FreshStartKind): Promise<FreshStartReport> {
  return new Promise((resolve, reject) => {
    const askedAtMs = performance.timeOrigin + performance.now();
    const receive = (message: FromFreshStart) => {
      if (message.type === 'failed') return reject(TrilaneError.from(message.error));
      const { type: _, upAtMs, ...parts } = message;
      resolve({ startMs: Math.max(0, upAtMs - askedAtMs), ...parts });
    };
    const end = () => reject(new TrilaneError('engine-died', 'What was started afresh ended before it was done.'));
    // Whatever comes after the message is told to nobody.
    if (as === 'thread')
      new Worker(entry, { workerData: order }).on('message', receive).on('error', end).on('exit', end);
    else
      fork(entry, [JSON.stringify(order)], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
        .on('message', (message) => receive(message as FromFreshStart))
        .on('error', end)
        .on('exit', end);
  });
}

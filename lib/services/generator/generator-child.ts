import { fork } from 'node:child_process';
import { join } from 'node:path';
import { TrilaneError } from '../../errors';
import { type Death, endInWords } from '../../processes/deaths';
import type { FromGenerator, GeneratorRun, ToGenerator } from './generator-protocol';

/** How long a cancelled process may take to close its meter and end; after that it is killed. ms */
const CANCEL_GRACE_MS = 500;

/** One generator process, alive or dead: it does not come back. One run at a time. */
export interface GeneratorChild {
  readonly processId: number | undefined;
  isAlive(): boolean;
  /** `done` or `failed` is the last event of a run, also when the process dies. */
  run(run: GeneratorRun, onEvent: (event: FromGenerator) => void): void;
  /** Ends the process after it has called off its run. */
  cancel(): void;
  kill(): void;
  /** Resolves when the process has gone. */
  readonly exited: Promise<void>;
}

export function startGeneratorChild(onDeath: (death: Death) => void = () => {}): GeneratorChild {
  // Found at run time, beside the server's own bundle: a bundler must not try to follow it.
  const entry = join(/* turbopackIgnore: true */ process.cwd(), '.build', 'load-generator.mjs');
  const child = fork(entry, [], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  let death: TrilaneError | undefined;
  let listener: ((event: FromGenerator) => void) | undefined;
  let graceTimer: NodeJS.Timeout | undefined;

  const settle = (event: FromGenerator) => {
    const listen = listener;
    if (event.type === 'done' || event.type === 'failed') listener = undefined;
    listen?.(event);
  };
  let isAsked = false;
  const die = (error: TrilaneError) => {
    death ??= error;
    clearTimeout(graceTimer);
    settle({ type: 'failed', error: death.toReport() });
  };
  const exited = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      const how = endInWords(code, signal);
      // The next run starts another.
      if (!isAsked) onDeath({ process: 'load-generator', how, isReplaced: true });
      die(new TrilaneError('engine-died', `The load generator ended unexpectedly (${how}).`));
      resolve();
    });
    child.on('error', (cause) => {
      // Others that come later, such as of a message that could not be sent, are no end.
      if (child.pid !== undefined) return;
      die(new TrilaneError('engine-died', 'The load generator could not be started.', { cause }));
      resolve();
    });
  });
  child.on('message', settle);
  const tell = (message: ToGenerator) => {
    // A process that has just died is reported by its exit.
    if (child.connected) child.send(message, () => {});
  };
  return {
    processId: child.pid,
    isAlive: () => !death,
    run(run, onEvent) {
      listener = onEvent;
      if (death) return settle({ type: 'failed', error: death.toReport() });
      tell({ type: 'run', run });
    },
    cancel() {
      listener = undefined;
      isAsked = true;
      tell({ type: 'cancel' });
      graceTimer = setTimeout(() => child.kill('SIGKILL'), CANCEL_GRACE_MS);
    },
    kill() {
      isAsked = true;
      child.kill('SIGKILL');
    },
    exited,
  };
}

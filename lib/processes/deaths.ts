import { type LogFields, log } from './log';

/** Processes and threads that a server keeps, and replaces where they end unasked. */
export const KEPT_PROCESSES = ['database', 'batch-worker', 'inference-thread', 'load-generator'] as const;
export type KeptProcess = (typeof KEPT_PROCESSES)[number];

/** One that ended unasked. */
export interface Death {
  readonly process: KeptProcess;
  /** Such as `SIGKILL` or `exit code 1`. */
  readonly how: string;
  readonly isReplaced: boolean;
}

/** How a process ended, as `exit` tells it. */
export function endInWords(code: number | null, signal: NodeJS.Signals | null): string {
  return signal ?? `exit code ${code}`;
}

const WORDS: Readonly<Record<KeptProcess, string>> = {
  database: 'the process of the embedded database',
  'batch-worker': 'a batch worker',
  'inference-thread': 'an inference thread',
  'load-generator': 'the load generator',
};

export function reportDeath(death: Death): void {
  const then = death.isReplaced ? 'it is started again' : 'it is not started again';
  const fields: LogFields = { ...death };
  log.report('process-died', `${WORDS[death.process]} ended unexpectedly (${death.how}); ${then}.`, fields);
}

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ErrorReport } from '../../errors';
import type { ClaimedChunk } from '../jobs/claim';
import type { Written } from './chunk-runner';
import type { TicketJob } from './ticket-job';
import type { FromTrial, TrialOrders } from './trial-messages';

/** Set in the environment of a process that is to work on one chunk only. */
export const TRIAL_VARIABLE = 'TRILANE_WORKER_TRIAL';

export type TrialEnd =
  | { readonly kind: 'written'; readonly written: Written }
  | { readonly kind: 'failed'; readonly error: ErrorReport }
  /** The process died: of the chunk, or because a person killed it. */
  | { readonly kind: 'died' };

/** Works on one chunk in a process that has done nothing else, and sees how that ends. */
export interface Trials {
  run(chunk: ClaimedChunk, job: TicketJob): Promise<TrialEnd>;
  /** The trial under way ends `cancelled`. */
  stop(): void;
}

/** @param entry the module that a worker is started from */
export function createTrials(entry: URL): Trials {
  let stop = () => {};
  return {
    run(chunk, job) {
      const child = fork(fileURLToPath(entry), [], {
        execArgv: [],
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        env: { ...process.env, [TRIAL_VARIABLE]: '1' },
      });
      return new Promise<TrialEnd>((resolve) => {
        let begun = false;
        let end: TrialEnd | undefined;
        const fail = (code: ErrorReport['code'], detail: string) => {
          end ??= { kind: 'failed', error: { code, detail } };
        };
        stop = () => {
          fail('cancelled', 'The trial was stopped.');
          child.kill('SIGKILL');
        };
        child.on('message', (message: FromTrial) => {
          if (message.type === 'begun') begun = true;
          else if (message.type === 'written') end ??= { kind: 'written', written: message.written };
          else end ??= { kind: 'failed', error: message.error };
          // What it has said is all that is wanted of it.
          if (end) child.kill('SIGKILL');
        });
        // It was not started at all: no `exit` follows.
        child.on('error', () => {
          fail('engine-died', 'A process for the chunk could not be started.');
          if (child.pid === undefined && end) resolve(end);
        });
        child.once('close', () => {
          if (!begun) fail('engine-died', 'A process for the chunk ended before it began.');
          resolve(end ?? { kind: 'died' });
        });
        const orders: TrialOrders = { chunk, job };
        child.send(orders, () => {});
      }).finally(() => {
        stop = () => {};
      });
    },
    stop: () => stop(),
  };
}

import type { Database } from '../db/database';
import type { FileStore } from './files/file-store';
import type { LocalWorkers } from './jobs/local-workers';

/** What is open once the database is. */
export interface OpenBatch {
  readonly database: Database;
  readonly store: FileStore;
  readonly workers: LocalWorkers;
  /** Lets the embedded database write down what its log holds. */
  checkpoint(): void;
}

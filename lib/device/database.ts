import 'client-only';
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import { TrilaneError } from '../errors';

interface Plan<Schema extends DBSchema> {
  readonly name: string;
  readonly version: number;
  /** Makes what a database of `oldVersion` lacks; 0 is a new one. What it begins in `change` is done before anything else. */
  upgrade(
    database: IDBPDatabase<Schema>,
    oldVersion: number,
    newVersion: number | null,
    change: IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>,
  ): void;
}

/** Browsers are known whose database never answers: it is waited for so long, and then no page waits for it. ms */
const LONGEST_OPENING_MS = 5000;

/**
 * A database of this device (IndexedDB), opened when first needed. One that answers late serves whoever asks after that.
 * @returns runs one step on it; throws TrilaneError `storage-failed` in words for whatever fails in the step
 */
export function deviceDatabase<Schema extends DBSchema>({ name, version, upgrade }: Plan<Schema>) {
  let opening: Promise<IDBPDatabase<Schema>> | null = null;
  /** It was waited for already: nobody waits once more. */
  let isSilent = false;

  function open(): Promise<IDBPDatabase<Schema>> {
    opening ??= openNow()
      .catch((thrown: unknown) => {
        // The next attempt may find it free.
        opening = null;
        throw thrown;
      })
      .finally(() => {
        isSilent = false;
      });
    return inTime(opening);
  }

  /** @throws TrilaneError `storage-failed` where it does not answer in time */
  function inTime<T>(answer: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const handle = setTimeout(
        () => {
          isSilent = true;
          reject(new TrilaneError('storage-failed', 'The storage of this browser does not answer.'));
        },
        isSilent ? 0 : LONGEST_OPENING_MS,
      );
      answer.then(resolve, reject).finally(() => clearTimeout(handle));
    });
  }

  function openNow(): Promise<IDBPDatabase<Schema>> {
    return new Promise((resolve, reject) => {
      openDB<Schema>(name, version, {
        upgrade,
        blocked() {
          reject(
            new TrilaneError('storage-failed', 'Trilane is open in another tab in an older version: close that tab.'),
          );
        },
        // A newer version in another tab must not wait for this one.
        blocking: forget,
        terminated: forget,
      }).then(resolve, reject);
    });
  }

  function forget() {
    void opening?.then((database) => database.close()).catch(() => {});
    opening = null;
  }

  return async function withDatabase<T>(step: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    try {
      return await step(await open());
    } catch (thrown) {
      if (thrown instanceof TrilaneError) throw thrown;
      throw new TrilaneError('storage-failed', inWords(thrown), { cause: thrown });
    }
  };
}

function inWords(thrown: unknown): string {
  const name = thrown instanceof Error ? thrown.name : '';
  if (isFull(thrown)) return 'There is no room left for it.';
  if (name === 'VersionError') return 'A newer Trilane has used this browser: reload this page to get it.';
  if (name === 'SecurityError' || name === 'InvalidStateError' || thrown instanceof ReferenceError)
    return 'This browser lets pages keep nothing, as it may in a private window.';
  return thrown instanceof Error && thrown.message ? thrown.message : 'The browser gave no reason.';
}

/** Whether a write failed for want of room. */
export function isFull(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'QuotaExceededError';
}

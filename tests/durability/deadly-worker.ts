import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import type { FileStore } from '@/lib/batch/files/file-store';
import { openStore } from '@/lib/batch/files/open-store';
import { runWorkerProcess } from '@/lib/batch/worker/worker-main';
import { runBatchThread } from '@/lib/engine/server/batch-thread';

// A worker that one file kills, as a broken one may that a library crashes at: which, says a file in the data folder.

const DEADLY_FILE = 'deadly';

function deadlyKey(dataRoot: string): string {
  try {
    return readFileSync(join(dataRoot, DEADLY_FILE), 'utf8');
  } catch {
    return '';
  }
}

function withDeadlyFile(store: FileStore, dataRoot: string): FileStore {
  return {
    ...store,
    get(key) {
      if (key === deadlyKey(dataRoot)) process.kill(process.pid, 'SIGKILL');
      return store.get(key);
    },
  };
}

if (isMainThread) {
  void runWorkerProcess(new URL(import.meta.url), (database, dataRoot) =>
    withDeadlyFile(openStore(database, dataRoot), dataRoot),
  );
} else runBatchThread();

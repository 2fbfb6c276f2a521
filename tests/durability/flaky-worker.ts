import { isMainThread } from 'node:worker_threads';
import type { FileStore } from '@/lib/batch/files/file-store';
import { openStore } from '@/lib/batch/files/open-store';
import { runWorkerProcess } from '@/lib/batch/worker/worker-main';
import { runBatchThread } from '@/lib/engine/server/batch-thread';
import { TrilaneError } from '@/lib/errors';
import { isDiskFull } from './fault-plan';
import { SEED } from './seed';
import { countOne, noteProcess } from './shared-notes';

// A worker whose disk is full now and then, and that lets itself be found by those who kill.

function nowAndThenFull(store: FileStore, dataRoot: string): FileStore {
  return {
    ...store,
    async put(key, bytes) {
      if (isDiskFull(SEED, countOne(dataRoot, 'writes'))) {
        countOne(dataRoot, 'full-disks');
        throw new TrilaneError('storage-full', 'There is no room on the disk.');
      }
      await store.put(key, bytes);
    },
  };
}

if (isMainThread) {
  noteProcess(process.env.TRILANE_DATA ?? '');
  void runWorkerProcess(new URL(import.meta.url), (database, dataRoot) =>
    nowAndThenFull(openStore(database, dataRoot), dataRoot),
  );
} else runBatchThread();

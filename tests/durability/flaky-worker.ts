import { isMainThread } from 'node:worker_threads';
import type { FileStore } from '@/lib/batch/files/file-store';
import { openStore } from '@/lib/batch/files/open-store';
import { runWorkerProcess } from '@/lib/batch/worker/worker-main';
import { runBatchThread } from '@/lib/engine/server/batch-thread';
import { TrilaneError } from '@/lib/errors';

// A worker whose disk is full now and then: one write in eight fails, as ENOSPC does.

const FULL_ONE_IN = 8;

function nowAndThenFull(store: FileStore): FileStore {
  return {
    ...store,
    async put(key, bytes) {
      if (Math.random() * FULL_ONE_IN < 1) throw new TrilaneError('storage-full', 'There is no room on the disk.');
      await store.put(key, bytes);
    },
  };
}

if (isMainThread) {
  void runWorkerProcess(new URL(import.meta.url), (...where) => nowAndThenFull(openStore(...where)));
} else runBatchThread();

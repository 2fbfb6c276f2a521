import 'server-only';
import { isMainThread } from 'node:worker_threads';
import { runBatchThread } from '../../engine/server/batch-thread';
import { runWorkerProcess } from './worker-main';

// The entry of a worker, and of each inference thread within it: one file to bundle.
if (isMainThread) void runWorkerProcess(new URL(import.meta.url));
else runBatchThread();

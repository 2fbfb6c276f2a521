import 'server-only';
import { isMainThread } from 'node:worker_threads';
import { runBatchProcess } from './batch-process-main';
import { runBatchThread } from './batch-thread';

// The entry of the batch process, and of each inference thread within it: one file to bundle.
if (isMainThread) runBatchProcess(new URL(import.meta.url));
else runBatchThread();

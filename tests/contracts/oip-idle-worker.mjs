import { parentPort } from 'node:worker_threads';

// An inference thread that never gets to loading anything.
parentPort.on('message', (message) => {
  if (message.type === 'stop') process.exit();
});

import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

// The server runs in this very process: signals reach it, and nothing is left behind when it is killed.
process.env.NODE_ENV = 'production';
process.setSourceMapsEnabled(true);
// npm starts this through a shell. Told to stop, npm ends the shell, which would leave the server behind: it watches it.
if (process.env.npm_lifecycle_event === 'start') process.env.TRILANE_PARENT_PID ??= String(process.ppid);
const server = resolve('.build/server.mjs');
process.argv[1] = server;
await import(pathToFileURL(server).href);

import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { disableTelemetry } from './no-telemetry.mjs';

// The server runs in this very process: signals reach it, and nothing is left behind when it is killed.
process.env.NODE_ENV = 'production';
disableTelemetry();
process.setSourceMapsEnabled(true);
const server = resolve('.build/server.mjs');
process.argv[1] = server;
await import(pathToFileURL(server).href);

import 'server-only';
import { resolve } from 'node:path';
import next from 'next';
import type { Access } from '../access/access';
import { log } from '../processes/log';
import { endWithParent } from '../processes/parent';
import { sharedServices } from '../services/services';
import { startServer } from './native-server';
import { reportReady, reportStart, reportStop } from './start-and-stop';

// `npm start` runs this file's bundle from the root of the repository.

/** How long requests that are under way may take when the server is told to stop; `TRILANE_STOP_SECONDS` sets another time. */
const STOP_SECONDS = 10;
/** A signal that comes again within so long is the same one. */
const SAME_SIGNAL_MS = 1000;
/** After that the rest, database and workers, has so long. ms */
const LONGEST_CLOSE_MS = 20_000;

async function main(): Promise<void> {
  reportStart();
  const host = process.env.HOST || 'localhost';
  const port = portOf(process.env.PORT || '3000');
  const site = next({ dev: false, dir: process.cwd(), hostname: host, port });
  await site.prepare();
  const services = sharedServices();
  const server = await startServer({ services, port, host, next: site.getRequestHandler() }).catch(async (error) => {
    await services.close();
    throw error;
  });
  reportReady(host, server.port);
  tellKey(services.access);
  // Not waited for: the pages are there meanwhile, and say what they wait for.
  services.system.open().catch(() => {});

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    reportStop();
    // Whatever does not let go: the process does.
    setTimeout(() => process.exit(1), stopSeconds() * 1000 + LONGEST_CLOSE_MS).unref();
    await server.close(stopSeconds() * 1000);
    await services.close();
    await site.close();
    process.exit(0);
  };
  let askedMs: number | undefined;
  const onSignal = () => {
    // Whoever asks again does not want to wait; npm passes a signal on that has come by itself.
    if (askedMs !== undefined && performance.now() - askedMs > SAME_SIGNAL_MS) process.exit(1);
    askedMs ??= performance.now();
    void stop();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  endWithParent(stop);
}

/** The key is told once, when it is made, as a warning: others reach this server, and it is to be noted. */
function tellKey({ key }: Access): void {
  const where = key?.file === undefined ? '' : resolve(key.file);
  if (key?.from === 'made') {
    const why = 'others on this network reach this server';
    log.report('operator-key', `${why}. The operator's key is ${key.text} (it is kept in ${where}).`);
  } else if (key?.from === 'file') {
    log.report('ready', `the operator's key is in ${where}`);
  } else if (key?.from === 'made, not kept') {
    const why = 'the data folder cannot be written to';
    log.report('operator-key', `${why}. Until the server stops, the operator's key is ${key.text}`);
  }
}

function stopSeconds(): number {
  const seconds = Number(process.env.TRILANE_STOP_SECONDS || STOP_SECONDS);
  return seconds >= 0 && seconds <= 600 ? seconds : STOP_SECONDS;
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  return giveUp(`PORT must be a number from 0 to 65535, not "${text}".`);
}

function giveUp(sentence: string): never {
  log.report('not-started', sentence);
  process.exit(1);
}

main().catch((error: NodeJS.ErrnoException) => {
  const port = process.env.PORT || '3000';
  if (error.code === 'EADDRINUSE')
    giveUp(`port ${port} is taken. Stop what runs there, or choose another: PORT=${Number(port) + 1} npm start`);
  if (error.code === 'EACCES')
    giveUp(`port ${port} may not be used by this user. Choose one above 1023: PORT=3000 npm start`);
  if (error.code === 'ENOTFOUND' || error.code === 'EADDRNOTAVAIL')
    giveUp(`HOST=${process.env.HOST} is not an address of this machine.`);
  giveUp(`the server could not start. ${error.message}`);
});

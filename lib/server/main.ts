import 'server-only';
import next from 'next';
import type { Access } from '../access/access';
import { complain, say } from '../processes/log';
import { isAlive } from '../processes/processes';
import { sharedServices } from '../services/services';
import { startServer } from './native-server';

// `npm start` runs this file's bundle from the root of the repository.

const PARENT_CHECK_MS = 1000;
/** How long requests that are under way may take when the server is told to stop; `TRILANE_STOP_SECONDS` sets another time. */
const STOP_SECONDS = 10;
/** After that the rest, database and workers, has so long. ms */
const LONGEST_CLOSE_MS = 20_000;

async function main(): Promise<void> {
  const host = process.env.HOST || 'localhost';
  const port = portOf(process.env.PORT || '3000');
  const site = next({ dev: false, dir: process.cwd(), hostname: host, port });
  await site.prepare();
  const services = sharedServices();
  const server = await startServer({ services, port, host, next: site.getRequestHandler() }).catch(async (error) => {
    await services.close();
    throw error;
  });
  say(`ready at ${server.url}`);
  tellKey(services.access);
  // Not waited for: the pages are there meanwhile, and say what they wait for.
  services.system.open().then(
    () => say('the batch database is open; unfinished jobs go on.'),
    (error: Error) => say(`the batch database could not be opened. ${error.message}`),
  );

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    // Whatever does not let go: the process does.
    setTimeout(() => process.exit(1), stopSeconds() * 1000 + LONGEST_CLOSE_MS).unref();
    await server.close(stopSeconds() * 1000);
    await services.close();
    await site.close();
    process.exit(0);
  };
  const onSignal = () => {
    // Whoever asks twice does not want to wait.
    if (stopping) process.exit(1);
    void stop();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  stopWithParent(stop);
}

/** The key is told once, when it is made. */
function tellKey({ key }: Access): void {
  if (key?.from === 'made')
    say(
      `others on this network reach this server. The operator's key is ${key.text} (kept in the file operator-key of the data folder).`,
    );
  else if (key?.from === 'made, not kept')
    say(`the data folder cannot be written to. Until the server stops, the operator's key is ${key.text}`);
}

function stopSeconds(): number {
  const seconds = Number(process.env.TRILANE_STOP_SECONDS || STOP_SECONDS);
  return seconds >= 0 && seconds <= 600 ? seconds : STOP_SECONDS;
}

/** A server whose starter was killed would keep the port: it ends with it, unless it was started to outlive it. */
function stopWithParent(stop: () => void): void {
  if (process.send) process.once('disconnect', stop);
  const parent = Number(process.env.TRILANE_PARENT_PID);
  if (!parent) return;
  setInterval(() => {
    if (!isAlive(parent)) stop();
  }, PARENT_CHECK_MS).unref();
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  return giveUp(`PORT must be a number from 0 to 65535, not "${text}".`);
}

function giveUp(sentence: string): never {
  complain(sentence);
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

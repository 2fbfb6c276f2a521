import 'server-only';
import next from 'next';
import { log } from '../processes/log';
import { endWithParent } from '../processes/parent';
import { sharedServices } from '../services/services';
import { startServer } from './native-server';
import { reportReady, reportStart, reportStop } from './start-and-stop';

// `npm start` runs this file's bundle from the root of the repository.

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
  // Not waited for: the pages are there meanwhile, and say what they wait for.
  services.system.open().catch(() => {});

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    reportStop();
    await server.close();
    await services.close();
    await site.close();
    process.exit(0);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  endWithParent(stop);
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

import { createServer } from 'node:net';
import { giveUp } from './bootstrap.mjs';

/** Those of lib/server/main.ts. */
const DEFAULT_PORT = '3000';
const DEFAULT_HOST = 'localhost';

/** Ends the command unless the port and host the server is asked to use (`PORT`, `HOST`) can be had. */
export async function checkPort() {
  const port = Number(process.env.PORT || DEFAULT_PORT);
  const host = process.env.HOST || DEFAULT_HOST;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    giveUp(`PORT is "${process.env.PORT}", which is no port number. Use one from 1 to 65535.`);
  }
  await listenOnce(port, host).catch((error) => giveUp(explain(error, port, host)));
}

/** @returns {Promise<number>} a port nobody uses at the moment */
export function freePort() {
  return listenOnce(0, '127.0.0.1');
}

/** @param {number} port @param {string} host @returns {Promise<number>} the port */
function listenOnce(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host }, () => {
      const address = server.address();
      server.close(() => resolve(address && typeof address === 'object' ? address.port : port));
    });
  });
}

/** @param {NodeJS.ErrnoException} error @param {number} port @param {string} host */
function explain(error, port, host) {
  switch (error.code) {
    case 'EADDRINUSE':
      return `port ${port} is taken by another program. Stop that one, or choose another port: PORT=${port + 1} npm start`;
    case 'EACCES':
      return `this user may not use port ${port}. Choose one above 1023: PORT=3000 npm start`;
    default:
      return `cannot listen on ${host}, port ${port} (${error.code}). HOST must be an address of this machine.`;
  }
}

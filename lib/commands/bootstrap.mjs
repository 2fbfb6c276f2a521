// The first thing `npm start` and `npm test` run: nothing but Node's own modules, and no syntax newer than
// Node 12, so that an old Node prints the sentence below rather than a syntax error.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { disableTelemetry } from './no-telemetry.mjs';

const OLDEST_NODE = [20, 9];

/** Says one line about what is being done. */
export function say(sentence, stream = process.stdout) {
  stream.write(`trilane: ${sentence}\n`);
}

/** Ends the command with a sentence for a person. */
export function giveUp(sentence) {
  process.stderr.write(`trilane: ${sentence}\n`);
  process.exit(1);
}

/**
 * Checks Node and installs the dependencies when they are missing or are not those of the lock file.
 * @param stream where to say so: standard error, where standard output is for something else
 */
export function bootstrap(stream = process.stdout) {
  checkNode(process.versions.node);
  disableTelemetry();
  const reason = whyInstall(process.cwd());
  if (reason) install(reason, stream);
}

/** Ends the command when this Node is older than the site can run on. */
export function checkNode(version) {
  const parts = version.split('.').map(Number);
  const isOlder = parts[0] < OLDEST_NODE[0] || (parts[0] === OLDEST_NODE[0] && parts[1] < OLDEST_NODE[1]);
  if (isOlder) {
    giveUp(
      `this needs Node ${OLDEST_NODE.join('.')} or later, and this is Node ${version}. Install a current one from ` +
        'https://nodejs.org and run the command again.',
    );
  }
}

/**
 * Why the dependencies must be installed, or null when those on disk are the lock file's. npm writes
 * `node_modules/.package-lock.json` last, so an interrupted install has none.
 */
export function whyInstall(root) {
  const wanted = readPackages(join(root, 'package-lock.json'));
  if (!wanted) giveUp('package-lock.json is missing or unreadable: get a complete copy of the repository.');
  const installed = readPackages(join(root, 'node_modules', '.package-lock.json'));
  if (!installed) return 'the dependencies are not installed yet';
  const differs = Object.keys(wanted).some((path) => {
    if (path === '') return false;
    const entry = wanted[path];
    // Packages for other platforms are in the lock file and rightly not on disk.
    if (!installed[path]) return !entry.optional && !entry.devOptional;
    return installed[path].version !== entry.version;
  });
  return differs ? 'the installed dependencies are not those of package-lock.json' : null;
}

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages || null;
  } catch {
    return null;
  }
}

function install(reason, stream) {
  say(`${reason}: installing them with "npm ci" (about a minute) ...`, stream);
  const startMs = Date.now();
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const stdio = ['ignore', stream.fd, 'inherit'];
  // Started through npm, its path is known; else it is the npm of the PATH.
  const npm = process.env.npm_execpath || '';
  const result = /npm-cli\.c?js$/.test(npm)
    ? spawnSync(process.execPath, [npm].concat(args), { stdio })
    : spawnSync('npm', args, { stdio, shell: process.platform === 'win32' });
  if (result.error) giveUp(`npm could not be run (${result.error.message}). It comes with Node: is it on the PATH?`);
  if (result.status !== 0) {
    giveUp(
      '"npm ci" failed; what it said is above. Often it is the network or a full disk. Then run the command again.',
    );
  }
  say(`dependencies installed in ${Math.round((Date.now() - startMs) / 1000)} s.`, stream);
}

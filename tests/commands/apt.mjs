import { say } from '../../lib/commands/bootstrap.mjs';
import { run } from '../../lib/commands/run.mjs';

const LIMIT_MS = 300_000;

/**
 * Installs a Debian package, where that can be done without asking anybody.
 * @param {string} name
 */
export async function installDebianPackage(name) {
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  if (process.platform !== 'linux' || !(await succeeds([...asRoot, 'apt-get', '--version']))) return false;
  say(`installing the "${name}" package with apt-get (up to 5 minutes) ...`);
  const apt = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
  // The lists may be old but sufficient: a failed update alone is no reason to give up.
  await succeeds([...apt, 'update']);
  return succeeds([...apt, 'install', '-y', '--no-install-recommends', name]);
}

/** Whether a command ends well, without showing what it says. @param {string[]} command */
export async function succeeds([command = '', ...args]) {
  return (await run(command, args, { quiet: true, timeoutMs: LIMIT_MS })).ok;
}

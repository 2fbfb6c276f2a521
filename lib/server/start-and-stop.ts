import { networkInterfaces } from 'node:os';
import packageJson from '../../package.json' with { type: 'json' };
import { type Environment, log, logSettings } from '../processes/log';
import { addressesOf } from './addresses';

/** Variables whose values are worth knowing and say nothing secret. Of all others of ours it is told that they are set. */
const TOLD = [
  'HOST',
  'PORT',
  'TRILANE_DATA',
  'TRILANE_LOCAL_WORKERS',
  'TRILANE_UPLOAD_BYTES',
  'TRILANE_WORKERS',
  'TRILANE_MAX_BATCH',
  'TRILANE_QUEUE_LIMIT',
  'TRILANE_BATCH_THREADS',
  'TRILANE_SLOW_QUERY_MS',
  'TRILANE_LOG_FORMAT',
  'TRILANE_LOG_LEVEL',
];

/** The settings that somebody made, each by the name of its variable. */
export function settingsInForce(environment: Environment): Readonly<Record<string, string>> {
  const names = Object.keys(environment).filter((name) => /^(?:HOST|PORT|DATABASE_URL|TRILANE_\w+)$/.test(name));
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = environment[name];
      return value ? [[name, TOLD.includes(name) ? value : 'set']] : [];
    }),
  );
}

export function reportStart(): void {
  for (const problem of logSettings(process.env).problems) log.report('bad-setting', problem);
  const { version } = packageJson;
  const { node } = process.versions;
  log.report('start', `version ${version} starts on Node ${node}.`, {
    version,
    node,
    ...settingsInForce(process.env),
  });
}

export function reportReady(host: string, port: number): void {
  const [here = '', ...others] = addressesOf(host, port, networkInterfaces());
  log.report('ready', `ready at ${here}`, { url: here });
  if (others.length > 0) log.report('ready', `others on this network open ${others.join(' or ')}`);
}

export function reportStop(): void {
  const { version } = packageJson;
  const upSeconds = Math.round(process.uptime());
  log.report('stop', `stopping after ${upSeconds} s.`, { version, upSeconds });
}

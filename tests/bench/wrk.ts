import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { HEADER_LENGTH, type OipMessage } from '@/lib/engine/wire/oip';

const SCRIPT = 'tests/bench/online-load.lua';

export interface Load {
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export interface LoadGenerator {
  /** Posts the messages in turn, as fast as the answers come. @throws Error when any request fails */
  run(url: string, options: { connections: number; seconds: number }): Promise<Load>;
  dispose(): Promise<void>;
}

/** Load from wrk, which is a program of its own. @throws Error that says how to get it, when it is missing */
export async function createLoadGenerator(messages: readonly OipMessage[]): Promise<LoadGenerator> {
  await promisify(execFile)('wrk', ['-v']).catch((error: NodeJS.ErrnoException) => {
    // It prints its version and exits with 1.
    if (error.code === 'ENOENT')
      throw new Error('The load comes from wrk, which is not installed: apt-get install wrk');
  });
  const folder = await mkdtemp(join(tmpdir(), 'trilane-wrk-'));
  const files = messages.map((_, index) => join(folder, `${index}.bin`));
  await Promise.all(messages.map(({ body }, index) => writeFile(files[index] ?? '', body)));
  const headerLength = messages[0]?.headers[HEADER_LENGTH] ?? '';

  return {
    async run(url, { connections, seconds }) {
      const args = ['-t1', `-c${connections}`, `-d${seconds}s`, '-s', SCRIPT, url, '--', headerLength, ...files];
      const { stdout } = await promisify(execFile)('wrk', args);
      const line = /^RESULT (.*)$/m.exec(stdout)?.[1];
      if (!line) throw new Error(`wrk said nothing that could be read:\n${stdout}`);
      const result = JSON.parse(line) as Record<'requests' | 'durationUs' | 'failed' | 'p50Us' | 'p99Us', number>;
      if (result.failed > 0) throw new Error(`${result.failed} of ${result.requests} requests to ${url} failed.`);
      return {
        requestsPerSecond: result.requests / (result.durationUs / 1e6),
        p50Ms: result.p50Us / 1000,
        p99Ms: result.p99Us / 1000,
      };
    },
    dispose: () => rm(folder, { recursive: true }),
  };
}

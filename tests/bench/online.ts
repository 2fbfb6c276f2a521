import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { encodeInferRequest } from '@/lib/engine/wire/oip';
import { medianOf } from '@/lib/measure/median';
import { findModel, findVersion } from '@/lib/model';
import type { ModelTarget } from '@/lib/model/manifest';
import { elementCount } from '@/lib/model/tensor';
import { createRandom } from '@/lib/workload/random';
import { startServers } from '../commands/servers.mjs';
import type { BenchRow } from './bench-row';
import { createLoadGenerator, type Load, type LoadGenerator } from './wrk';

const TARGET = { modelId: 'digits', versionId: 'fp32' } as const;
const HEAVY = { modelId: 'clothing', versionId: 'big-fp32' } as const;
const CONNECTIONS = 32;
// The p99 of one round tells little on a shared machine: it was seen from 0.06 to 1.9 of its neighbour's.
const ROUNDS = 14;
const NEXT_ROUNDS = 3;
const SECONDS = 3;
const HEAVY_CALLERS = 8;
const HEAVY_MS = 4000;

/**
 * Online: requests per second and p99 of the native mount under 32 connections, against a bare node:http server that
 * calls onnxruntime inline, and against the same API mounted by Next. Rounds alternate, and each is compared with its
 * neighbour, so that what else the machine does hits both.
 *
 * @param baseUrl a running native server
 */
export async function benchOnline({ baseUrl }: { baseUrl: string }): Promise<BenchRow[]> {
  const wrk = await createLoadGenerator(Array.from({ length: 16 }, (_, seed) => requestOf(TARGET, seed)));
  const bare = startBare();
  try {
    const [barePort] = await once(bare, 'message');
    const native = inferUrl(baseUrl, TARGET);
    const againstBare = await alternate(wrk, native, `http://127.0.0.1:${barePort}/`, ROUNDS, baseUrl);
    bare.kill();
    const next = await startServers(['next']);
    const againstNext = await alternate(
      wrk,
      native,
      inferUrl(next.env.TRILANE_NEXT_URL ?? '', TARGET),
      NEXT_ROUNDS,
      baseUrl,
    ).finally(next.stop);
    return [...rowsAgainstBare(againstBare), rowAgainstNext(againstNext), await heavyRow(baseUrl)];
  } finally {
    bare.kill('SIGKILL');
    await wrk.dispose();
  }
}

/** One load on us, one on what we are compared with, one right after the other. */
interface Round {
  readonly ours: Load;
  readonly theirs: Load;
  /** Share of the time that our serving thread was busy. */
  readonly eventLoopUtilisation: number;
}

async function alternate(
  wrk: LoadGenerator,
  ours: string,
  theirs: string,
  count: number,
  baseUrl: string,
): Promise<Round[]> {
  // What the compiler has not seen yet is slow: this warms up both.
  for (const url of [ours, theirs]) await wrk.run(url, { connections: CONNECTIONS, seconds: 2 });
  const rounds: Round[] = [];
  for (let round = 0; round < count; round++) {
    const measureOurs = () => metered(baseUrl, () => wrk.run(ours, { connections: CONNECTIONS, seconds: SECONDS }));
    const measureTheirs = () => wrk.run(theirs, { connections: CONNECTIONS, seconds: SECONDS });
    // Whoever goes first may find the machine warmer or colder: they take turns.
    const oursFirst = round % 2 === 0;
    const early = oursFirst ? await measureOurs() : null;
    const theirLoad = await measureTheirs();
    const { value, eventLoopUtilisation } = early ?? (await measureOurs());
    rounds.push({ ours: value, theirs: theirLoad, eventLoopUtilisation });
  }
  return rounds;
}

function rowsAgainstBare(rounds: readonly Round[]): BenchRow[] {
  const rate = medianOf(rounds.map(({ ours, theirs }) => ours.requestsPerSecond / theirs.requestsPerSecond));
  const p99 = medianOf(rounds.map(({ ours, theirs }) => ours.p99Ms / theirs.p99Ms));
  const theirRate = medianOf(rounds.map(({ theirs }) => theirs.requestsPerSecond));
  const busy = medianOf(rounds.map((round) => round.eventLoopUtilisation));
  return [
    {
      name: `online: digits fp32, ${CONNECTIONS} connections (event loop busy ${(busy * 100).toFixed(0)} %)`,
      value: medianOf(rounds.map(({ ours }) => ours.requestsPerSecond)),
      unit: 'requests/s',
      baseline: `bare node:http and onnxruntime inline: ${theirRate.toFixed(0)} requests/s`,
      ratio: rate,
      target: '>= 1',
      ok: rate >= 1,
    },
    {
      name: `online: digits fp32, ${CONNECTIONS} connections, p99`,
      value: medianOf(rounds.map(({ ours }) => ours.p99Ms)),
      unit: 'ms',
      baseline: `bare node:http and onnxruntime inline: ${medianOf(rounds.map(({ theirs }) => theirs.p99Ms)).toFixed(2)} ms`,
      ratio: p99,
      target: '<= 1',
      ok: p99 <= 1,
    },
  ];
}

function rowAgainstNext(rounds: readonly Round[]): BenchRow {
  const ratio = medianOf(rounds.map(({ ours, theirs }) => ours.requestsPerSecond / theirs.requestsPerSecond));
  return {
    name: 'online: native mount against the Next mount',
    value: medianOf(rounds.map(({ ours }) => ours.requestsPerSecond)),
    unit: 'requests/s',
    baseline: `the same API behind Next: ${medianOf(rounds.map(({ theirs }) => theirs.requestsPerSecond)).toFixed(0)} requests/s`,
    ratio,
    target: '>= 8',
    ok: ratio >= 8,
  };
}

/** A model that computes for many ms keeps its threads busy, and the thread that serves idle. */
async function heavyRow(baseUrl: string): Promise<BenchRow> {
  const { headers, body } = requestOf(HEAVY, 1);
  const untilMs = performance.now() + HEAVY_MS;
  const { eventLoopUtilisation: value } = await metered(baseUrl, () =>
    Promise.all(
      Array.from({ length: HEAVY_CALLERS }, async () => {
        while (performance.now() < untilMs) {
          const response = await fetch(inferUrl(baseUrl, HEAVY), { method: 'POST', headers: { ...headers }, body });
          if (!response.ok) throw new Error(`clothing big answered ${response.status}.`);
          await response.arrayBuffer();
        }
      }),
    ),
  );
  return {
    name: 'online: event loop busy while clothing big computes without a pause',
    value,
    unit: 'of the time',
    baseline: 'always, if inference ran where HTTP is served',
    ratio: value,
    target: '<= 0.2',
    ok: value <= 0.2,
  };
}

async function metered<T>(
  baseUrl: string,
  work: () => Promise<T>,
): Promise<{ value: T; eventLoopUtilisation: number }> {
  const started = (await (await fetch(`${baseUrl}/api/meters`, { method: 'POST' })).json()) as { id: string };
  const value = await work();
  const stopped = await fetch(`${baseUrl}/api/meters/${started.id}`, { method: 'DELETE' });
  const { eventLoopUtilisation } = (await stopped.json()) as { eventLoopUtilisation: number };
  return { value, eventLoopUtilisation };
}

function requestOf(target: ModelTarget, seed: number) {
  const { input } = findModel(target.modelId);
  const shape = [1, ...input.shape.slice(1)];
  const random = createRandom(seed);
  return encodeInferRequest({ shape, data: Float32Array.from({ length: elementCount(shape) }, random) }, input);
}

function inferUrl(baseUrl: string, { modelId, versionId }: ModelTarget): string {
  return `${baseUrl}/v2/models/${modelId}/versions/${versionId}/infer`;
}

function startBare(): ChildProcess {
  const script = 'tests/bench/online-bare.mjs';
  return fork(script, [`public${findVersion(TARGET).file}`], { execArgv: [] });
}

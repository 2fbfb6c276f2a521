import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { reportOf } from '../errors';
import { runDocumentOf } from '../export/simulated-run';
import { MOST_SAMPLED } from '../simulate/sample';
import { readScenario } from '../simulate/scenario/read-scenario';
import type { Scenario } from '../simulate/scenario/scenario';
import { simulateAtOnce } from '../simulate/simulate';
import { outputOf } from './output';
import { checkWritable, writeRun } from './run-file';

const USAGE = 'npm run simulate -- scenario.json [--out run.json]';

/** Whoever asks wrongly gets this; a fault of ours or of the disk ends with 1. */
const WRONG_INPUT = 2;
const FAILED = 1;

async function main(): Promise<number> {
  const { file, out } = argumentsOf();
  if (file === undefined) return refuse([`Name one scenario: ${USAGE}`]);
  const scenario = await scenarioIn(file);
  if (Array.isArray(scenario)) return refuse(scenario);
  // Said before it is played, which may take long; the figures are printed all the same.
  const isWritable = out === undefined || (await managed(checkWritable(out)));
  const isKept = out !== undefined && isWritable;
  const startMs = performance.now();
  const run = simulateAtOnce(scenario, isKept ? MOST_SAMPLED : 0);
  const elapsedMs = performance.now() - startMs;
  process.stdout.write(`${JSON.stringify(outputOf(run, elapsedMs), null, 2)}\n`);
  if (!isWritable) return FAILED;
  if (!isKept) return 0;
  return (await managed(runDocumentOf(run, new Date()).then((document) => writeRun(out, document)))) ? 0 : FAILED;
}

/** @returns whether it was; if not, why is told, by the code of the error and in words */
async function managed(work: Promise<void>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (thrown) {
    const { code, detail } = reportOf(thrown);
    process.stderr.write(`trilane: ${code}: ${detail}\n`);
    return false;
  }
}

function argumentsOf(): { readonly file?: string | undefined; readonly out?: string | undefined } {
  try {
    const { values, positionals } = parseArgs({
      args: process.argv.slice(2),
      options: { out: { type: 'string' } },
      allowPositionals: true,
    });
    return positionals.length === 1 ? { file: positionals[0], out: values.out } : {};
  } catch {
    return {};
  }
}

/** @returns the scenario, or all that is wrong with it */
async function scenarioIn(file: string): Promise<Scenario | string[]> {
  let text: string;
  try {
    text = file === '-' ? await standardInput() : await readFile(file, 'utf8');
  } catch (thrown) {
    return [`${file} cannot be read: ${whyUnread(thrown)}`];
  }
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (thrown) {
    // The reason quotes the file, which may hold what a terminal takes for an order.
    const reason = thrown instanceof Error ? thrown.message : 'for no known reason';
    return [`${file} is not JSON: ${reason.replace(/\p{C}/gu, '\uFFFD')}`];
  }
  const read = readScenario(value);
  return read.ok ? read.scenario : read.faults.map(({ field, fault }) => `${field || 'The scenario'}: ${fault}`);
}

const UNREAD: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read',
};

function whyUnread(thrown: unknown): string {
  if (!(thrown instanceof Error)) return 'for no known reason';
  const code = 'code' in thrown ? String(thrown.code) : '';
  return UNREAD[code] ?? thrown.message;
}

async function standardInput(): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of process.stdin) pieces.push(piece as Uint8Array);
  return Buffer.concat(pieces).toString('utf8');
}

function refuse(lines: readonly string[]): number {
  process.stderr.write(`${lines.join('\n')}\n`);
  return WRONG_INPUT;
}

main()
  .then((code) => {
    process.exitCode = code;
  })
  .catch((error: Error) => {
    process.stderr.write(`trilane: the simulation failed. ${error.message}\n`);
    process.exitCode = FAILED;
  });

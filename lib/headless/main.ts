import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { runDocumentOf } from '../export/simulated-run';
import { MOST_SAMPLED } from '../simulate/sample';
import { readScenario } from '../simulate/scenario/read-scenario';
import type { Scenario } from '../simulate/scenario/scenario';
import { simulateAtOnce } from '../simulate/simulate';
import { outputOf } from './output';

const USAGE = 'npm run simulate -- scenario.json [--out run.json]';

/** Whoever asks wrongly gets this; a fault of ours or of the disk ends with 1. */
const WRONG_INPUT = 2;

async function main(): Promise<number> {
  const { file, out } = argumentsOf();
  if (file === undefined) return refuse([`Name one scenario: ${USAGE}`]);
  const scenario = await scenarioIn(file);
  if (Array.isArray(scenario)) return refuse(scenario);
  const startMs = performance.now();
  const run = simulateAtOnce(scenario, out === undefined ? 0 : MOST_SAMPLED);
  const elapsedMs = performance.now() - startMs;
  if (out !== undefined) await writeFile(out, JSON.stringify(await runDocumentOf(run, new Date())));
  process.stdout.write(`${JSON.stringify(outputOf(run, elapsedMs), null, 2)}\n`);
  return 0;
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
    return [`${file} cannot be read: ${thrown instanceof Error ? thrown.message : 'for no known reason'}`];
  }
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (thrown) {
    return [`${file} is not JSON: ${thrown instanceof Error ? thrown.message : 'for no known reason'}`];
  }
  const read = readScenario(value);
  return read.ok ? read.scenario : read.faults.map(({ field, fault }) => `${field || 'The scenario'}: ${fault}`);
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
    process.exitCode = 1;
  });

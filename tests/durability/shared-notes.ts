import { appendFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// What processes of a test that may be killed at any moment note down for it, in files of the data folder.

/** Counts one more. @returns how many there were before, whoever counted them */
export function countOne(dataRoot: string, what: string): number {
  const file = join(dataRoot, what);
  appendFileSync(file, '.');
  return statSync(file).size - 1;
}

export function countOf(dataRoot: string, what: string): number {
  return statSync(join(dataRoot, what), { throwIfNoEntry: false })?.size ?? 0;
}

/** That this process is there, to be killed. */
export function noteProcess(dataRoot: string): void {
  const folder = join(dataRoot, 'processes');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, String(process.pid)), commandOf(process.pid));
}

/** The processes that are there and were noted down. */
export function notedProcesses(dataRoot: string): readonly number[] {
  const folder = join(dataRoot, 'processes');
  mkdirSync(folder, { recursive: true });
  return readdirSync(folder)
    .map(Number)
    .filter((pid) => isSame(pid, readFileSync(join(folder, String(pid)), 'utf8')));
}

/** And not another one that was given its number since, as far as the system tells. */
function isSame(pid: number, command: string): boolean {
  try {
    return process.kill(pid, 0) && commandOf(pid) === command;
  } catch {
    return false;
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

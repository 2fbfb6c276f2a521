import 'client-only';
import { TrilaneError } from '../errors';
import { LONGEST_TEXT, type ParsedRun, parseRun } from '../export/parse-run';
import { restoreRun } from '../export/restore-run';
import { samplesOf } from './load-samples';
import type { RunOrigin, RunState } from './run-state';

/**
 * A saved run as the Lab shows it, as if it had just been measured.
 * @throws TrilaneError `unreadable-run`
 */
export async function openRun(parsed: ParsedRun, origin: RunOrigin): Promise<RunState> {
  const restored = await restoreRun(parsed);
  // Without the pictures there is less to see, but every figure stands.
  const samples = await samplesOf(restored.setup.modelId).catch(() => null);
  return { ...restored, origin, samples };
}

/**
 * A run from a file the reader chose.
 * @throws TrilaneError `unreadable-run`, `newer-schema`, `unknown-model`, `unknown-version`
 */
export async function readRunFile(file: File): Promise<RunState> {
  // Before any of it is in memory.
  if (file.size > LONGEST_TEXT)
    throw new TrilaneError('unreadable-run', `The file is larger than ${LONGEST_TEXT / 1e6} MB.`);
  const parsed = await parseRun(await file.text());
  return openRun(parsed, { kind: 'imported', name: file.name, altered: parsed.altered });
}

import 'client-only';
import { inWords, refuse, requireOpenable } from '../export/parse-run';
import { type ParsedDocument, parseDocument } from '../export/parse-study';
import { restoreRun } from '../export/restore-run';
import { samplesOf } from './load-samples';
import type { RunOrigin, RunState } from './run-state';
import { restoreStudy } from './studies/study-document';
import type { StudyState } from './studies/study-state';

const DAY_MS = 86_400_000;

/** What a document was: a run or a study, as the Lab shows it. */
export type Opened =
  | { readonly kind: 'run'; readonly run: RunState }
  | { readonly kind: 'study'; readonly study: StudyState<unknown> };

/**
 * A saved run or study as the Lab shows it, as if it had just been measured.
 * @param from where the document was; one that was simulated stays that, wherever it was
 * @throws TrilaneError `unreadable-run`
 */
export async function openDocument(parsed: ParsedDocument, from: RunOrigin): Promise<Opened> {
  if (parsed.kind === 'study') return { kind: 'study', study: restoreStudy(parsed, from) };
  const restored = await restoreRun(parsed);
  // No sample was ever sent: none is shown, and nothing is right or wrong.
  if (parsed.document.simulated)
    return { kind: 'run', run: { ...restored, origin: { kind: 'simulated' }, samples: null } };
  // Without the pictures there is less to see, but every figure stands.
  const samples = await samplesOf(restored.setup.modelId).catch(() => null);
  return { kind: 'run', run: { ...restored, origin: from, samples } };
}

/**
 * A run or a study from a file the reader chose.
 * @throws TrilaneError `unreadable-run`, `file-too-large`, `newer-schema`, `unknown-model`, `unknown-version`
 */
export async function readRunFile(file: File): Promise<Opened> {
  // Before any of it is in memory.
  requireOpenable(file.size);
  const parsed = await parseDocument(await file.text());
  // It would head the list of what is kept for ever. What is kept already stays readable, whatever the clock said then.
  if (Date.parse(parsed.document.startedAt) > Date.now() + DAY_MS) refuse(inWords(['startedAt'], 'it has yet to come'));
  return openDocument(parsed, { kind: 'imported', name: file.name, altered: parsed.altered });
}

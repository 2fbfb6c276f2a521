import { findVersion } from '../model';
import { checksumOf } from './json-pieces';
import { checkRun, hasSchema, inWords, type ParsedRun, readJson, refuse, requireSchema } from './parse-run';
import { STUDY_VERSION, type StudyDocument, studySchema } from './study-schema';

export interface ParsedStudy {
  readonly document: StudyDocument;
  /** Its checksum does not fit: somebody changed it after it was written. */
  readonly altered: boolean;
}

export type ParsedDocument = ({ readonly kind: 'run' } & ParsedRun) | ({ readonly kind: 'study' } & ParsedStudy);

/**
 * Reads an exported file, whichever kind it is.
 * @throws TrilaneError `unreadable-run` with the place that is wrong, `newer-schema`, `unknown-model`, `unknown-version`
 */
export async function parseDocument(text: string): Promise<ParsedDocument> {
  const raw = await readJson(text);
  if (hasSchema(raw, 'study')) return { kind: 'study', ...(await checkStudy(raw)) };
  return { kind: 'run', ...(await checkRun(raw)) };
}

/** @throws TrilaneError as `parseDocument` */
async function checkStudy(raw: unknown): Promise<ParsedStudy> {
  requireSchema(raw, 'study', STUDY_VERSION);
  const checked = studySchema.safeParse(raw);
  if (!checked.success) refuse(inWords(checked.error.issues[0]?.path ?? [], checked.error.issues[0]?.message ?? ''));
  const document = checked.data;
  const { setup, models, result } = document;
  if (result.study !== setup.study)
    refuse(inWords(['result', 'study'], `it is not that of the set-up, "${setup.study}"`));
  for (const known of [setup, ...models.map((model) => model.target)]) findVersion(known);
  if (result.study === 'sweep')
    for (const { versionId } of [...result.samples, ...(result.failures ?? [])])
      findVersion({ modelId: result.modelId, versionId });
  const { checksum, ...rest } = raw;
  return { document, altered: (await checksumOf(rest)) !== checksum };
}

import 'client-only';
import { TrilaneError } from '../errors';
import { MANIFEST } from '../model';
import type { ModelEntry } from '../model/manifest';
import { encodingByStart, NOT_WINDOWS_1252, otherKind } from '../upload/encoding';
import { type CsvSurvey, SAMPLE_BYTES, surveyCsv } from '../upload/survey-csv';
import type { UploadFormat } from '../wire/batch-system';
import type { UploadEncoding, UploadWishes } from '../wire/upload';

/** A file as it looks before it is sent. */
export interface FileLook {
  readonly file: File;
  readonly format: UploadFormat;
  readonly model: ModelEntry;
  readonly wishes: UploadWishes;
  /** Of a CSV file; the other formats say themselves how they are written. */
  readonly survey: CsvSurvey | null;
  /** Whether the start is all there is of it. */
  readonly isWhole: boolean;
}

export interface LookOrder {
  readonly file: File;
  readonly format: UploadFormat;
  readonly modelId: string;
  readonly wishes: UploadWishes;
  /** Another model is taken if the file is for that one and cannot be for this. */
  readonly mayBeAnother: boolean;
}

/** Looks at the start of a file, on this device. @throws TrilaneError `unreadable-upload` */
export async function lookAtFile({ file, format, modelId, wishes, mayBeAnother }: LookOrder): Promise<FileLook> {
  const [asked, ...others] = [...MANIFEST.models].sort((a, b) => Number(b.id === modelId) - Number(a.id === modelId));
  if (!asked) throw new TrilaneError('unknown-model', `There is no model "${modelId}".`);
  const isWhole = file.size <= SAMPLE_BYTES;
  if (format !== 'csv') return { file, format, model: asked, wishes, survey: null, isWhole };
  const bytes = new Uint8Array(await file.slice(0, SAMPLE_BYTES).arrayBuffer());
  const kind = otherKind(bytes);
  if (kind) throw new TrilaneError('unreadable-upload', `The file is ${kind}, not plain text.`);
  const encoding = wishes.encoding ?? encodingByStart(bytes) ?? likelyEncoding(bytes, isWhole);
  const text = new TextDecoder(encoding).decode(bytes, { stream: !isWhole });
  const surveyFor = (model: ModelEntry) => surveyCsv(text, { isWhole, encoding }, model, wishes);
  const survey = surveyFor(asked);
  if (mayBeAnother && survey.problems.length > 0) {
    const fit = others.filter((model) => surveyFor(model).problems.length === 0);
    const [only] = fit;
    if (only && fit.length === 1) return { file, format, model: only, wishes, survey: surveyFor(only), isWhole };
  }
  return { file, format, model: asked, wishes, survey, isWhole };
}

/** By the start alone; the server, which reads all of it, has the last word. */
function likelyEncoding(bytes: Uint8Array, isWhole: boolean): UploadEncoding {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !isWhole });
    return 'utf-8';
  } catch {
    return bytes.some((byte) => NOT_WINDOWS_1252.has(byte)) ? 'utf-8' : 'windows-1252';
  }
}

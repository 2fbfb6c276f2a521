import 'client-only';
import { TrilaneError } from '../errors';
import { MANIFEST } from '../model';
import type { ModelEntry } from '../model/manifest';
import { encodingByStart, NOT_WINDOWS_1252, otherKind, uploadDecoder } from '../upload/encoding';
import type { UploadQuestion } from '../upload/questions';
import { type CsvSurvey, SAMPLE_BYTES, surveyCsv } from '../upload/survey-csv';
import { surveyLines } from '../upload/survey-lines';
import type { UploadFormat } from '../wire/batch-system';
import type { UploadEncoding, UploadReading, UploadWishes } from '../wire/upload';

/** A file as it looks before it is sent. */
export interface FileLook {
  readonly file: File;
  readonly format: UploadFormat;
  readonly model: ModelEntry;
  readonly wishes: UploadWishes;
  /** How it is understood; `null` of a Parquet file, which says itself how it is written. */
  readonly reading: UploadReading | null;
  readonly problems: readonly string[];
  readonly questions: readonly UploadQuestion[];
  /** Of a CSV file, with its first rows. */
  readonly survey: CsvSurvey | null;
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
  const known = { file, format, wishes };
  if (format === 'parquet') {
    return { ...known, model: asked, reading: null, problems: [], questions: [], survey: null };
  }
  const text = await startOf(file, wishes.encoding);
  const lookFor = (model: ModelEntry): FileLook => ({ ...known, model, ...surveyOf(text, format, model, wishes) });
  const look = lookFor(asked);
  if (!mayBeAnother || look.problems.length === 0) return look;
  const fit = others.map(lookFor).filter(({ problems }) => problems.length === 0);
  return fit.length === 1 && fit[0] ? fit[0] : look;
}

interface Start {
  readonly text: string;
  readonly encoding: UploadEncoding;
  readonly isWhole: boolean;
}

function surveyOf(start: Start, format: 'csv' | 'jsonl', model: ModelEntry, wishes: UploadWishes) {
  if (format === 'csv') {
    const survey = surveyCsv(start.text, start, model, wishes);
    return { reading: survey.reading, problems: survey.problems, questions: survey.questions, survey };
  }
  const { reading, problems, questions } = surveyLines(start.text, start.isWhole, model, wishes);
  return { reading: { ...reading, encoding: start.encoding }, problems, questions, survey: null };
}

async function startOf(file: File, wished: UploadEncoding | undefined): Promise<Start> {
  const isWhole = file.size <= SAMPLE_BYTES;
  const bytes = new Uint8Array(await file.slice(0, SAMPLE_BYTES).arrayBuffer());
  const kind = otherKind(bytes);
  if (kind) throw new TrilaneError('unreadable-upload', `The file is ${kind}, not plain text.`);
  const encoding = wished ?? encodingByStart(bytes) ?? likelyEncoding(bytes, isWhole);
  return { text: uploadDecoder(encoding).decode(bytes, { stream: !isWhole }), encoding, isWhole };
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

import type { ModelEntry } from '../../../model/manifest';
import type { UploadFormat } from '../../../wire/batch-system';
import type { UploadReading, UploadWishes } from '../../../wire/upload';
import { encodePart } from '../../rows/part-codec';
import { NO_LABEL } from '../../rows/row-block';
import { readCsv } from './read-csv';
import { readJsonl } from './read-jsonl';
import { readParquet } from './read-parquet';
import { createRowSink, type SinkResult } from './row-sink';
import { unreadable } from './unreadable';

export interface IngestedPart {
  readonly bytes: Uint8Array;
  readonly rows: number;
  readonly labelled: boolean;
}

/** A file that was read. */
export interface IngestResult extends SinkResult {
  /** How it was understood. */
  readonly reading: UploadReading;
}

/** What is to be read. */
export interface IngestOrder {
  readonly path: string;
  readonly format: UploadFormat;
  readonly model: ModelEntry;
  /** What somebody says of the file. */
  readonly wishes?: UploadWishes | undefined;
}

/** Cells of a row that are told in a sentence. */
const MOST_TOLD = 5;

const READERS = { csv: readCsv, jsonl: readJsonl, parquet: readParquet };

/**
 * Reads an uploaded file row by row and hands on what is good in parts, in order.
 * @throws TrilaneError `unreadable-upload` when no row is good, or the file is not what it should be; `too-many-samples`
 */
export async function ingest(
  { path, format, model, wishes = {} }: IngestOrder,
  emit: (part: IngestedPart) => Promise<void>,
): Promise<IngestResult> {
  const sink = createRowSink(model, (block) =>
    emit({
      bytes: encodePart(model, block),
      rows: block.count,
      labelled: block.labels.some((label) => label !== NO_LABEL),
    }),
  );
  const reading = await READERS[format](path, model, wishes, sink);
  const result = await sink.finish();
  if (result.rows > 0) return { ...result, reading };
  const { firstBad } = result;
  if (!firstBad) throw unreadable('The file has no rows.');
  const { line, faults } = firstBad;
  const told = faults.slice(0, MOST_TOLD).map(({ column, reason }) => (column ? `${column}: ${reason}` : reason));
  const place = `${format === 'parquet' ? 'row' : 'line'} ${line}${faults[0]?.column ? ', ' : ': '}`;
  const more = faults.length > told.length ? '; and more' : '';
  throw unreadable(`Not one of its rows can be used: ${place}${told.join('; ')}${more}.`);
}

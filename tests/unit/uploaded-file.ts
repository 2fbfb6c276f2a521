import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ingest } from '@/lib/batch/data/ingest/ingest';
import { decodePart } from '@/lib/batch/rows/part-codec';
import { textsOf } from '@/lib/batch/rows/text-column';
import type { ModelEntry } from '@/lib/model/manifest';
import type { UploadFormat } from '@/lib/wire/batch-system';
import type { UploadReading, UploadWishes } from '@/lib/wire/upload';

export interface Ingested {
  /** Rows of all parts, one after the other. */
  readonly values: readonly number[];
  readonly labels: readonly number[];
  readonly partRows: readonly number[];
  readonly rows: number;
  readonly rejected: number;
  readonly rejects: string | null;
  readonly reading: UploadReading;
  /** On which each row begins. */
  readonly lines: readonly number[];
  /** Columns the model does not know, each with its texts. */
  readonly kept: Readonly<Record<string, readonly (string | null)[]>>;
}

/** What becomes of a file that is uploaded for a model. @throws as `ingest` */
export async function ingested(
  model: ModelEntry,
  format: UploadFormat,
  file: string | Uint8Array,
  wishes: UploadWishes = {},
): Promise<Ingested> {
  const folder = await mkdtemp(join(tmpdir(), 'trilane-upload-'));
  const values: number[] = [];
  const labels: number[] = [];
  const partRows: number[] = [];
  const lines: number[] = [];
  const kept: Record<string, (string | null)[]> = Object.create(null);
  try {
    const path = join(folder, 'upload');
    await writeFile(path, file);
    const { rows, rejected, rejects, reading } = await ingest({ path, format, model, wishes }, async (part) => {
      const block = await decodePart(model, part.bytes);
      for (const value of block.values) values.push(value);
      labels.push(...block.labels);
      lines.push(...(block.origins?.lines ?? []));
      for (const { name, texts } of block.origins?.kept ?? []) {
        const before = partRows.reduce((sum, more) => sum + more, 0);
        kept[name] ??= new Array<null>(before).fill(null);
        kept[name].push(...textsOf(texts));
      }
      partRows.push(part.rows);
    });
    return { values, labels, partRows, rows, rejected, rejects, reading, lines, kept };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

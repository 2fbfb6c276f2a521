import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ingest } from '@/lib/batch/data/ingest/ingest';
import { decodePart } from '@/lib/batch/rows/part-codec';
import type { ModelEntry } from '@/lib/model/manifest';
import type { UploadFormat } from '@/lib/wire/batch-system';

export interface Ingested {
  /** Rows of all parts, one after the other. */
  readonly values: readonly number[];
  readonly labels: readonly number[];
  readonly partRows: readonly number[];
  readonly rows: number;
  readonly rejected: number;
  readonly rejects: string | null;
}

/** What becomes of a file that is uploaded for a model. @throws as `ingest` */
export async function ingested(model: ModelEntry, format: UploadFormat, file: string | Uint8Array): Promise<Ingested> {
  const folder = await mkdtemp(join(tmpdir(), 'trilane-upload-'));
  const values: number[] = [];
  const labels: number[] = [];
  const partRows: number[] = [];
  try {
    const path = join(folder, 'upload');
    await writeFile(path, file);
    const { rows, rejected, rejects } = await ingest(path, format, model, async (part) => {
      const block = await decodePart(model, part.bytes);
      for (const value of block.values) values.push(value);
      labels.push(...block.labels);
      partRows.push(part.rows);
    });
    return { values, labels, partRows, rows, rejected, rejects };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

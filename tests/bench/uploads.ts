import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { generateRows } from '@/lib/batch/data/generate-rows';
import { ingestLimits, runIngest } from '@/lib/batch/data/ingest/run-ingest';
import { readPublicFile } from '@/lib/engine/server/public-file';
import { medianOf } from '@/lib/measure/median';
import { findModel } from '@/lib/model';
import { categoryOf, MISSING } from '@/lib/model/features';
import { loadSamples } from '@/lib/model/samples';
import { LARGEST_UPLOAD_BYTES, type UploadFormat } from '@/lib/wire/batch-system';
import type { BenchRow } from './bench-row';

const ROWS = 500_000;
const ROUNDS = 5;
const SEED = 7;
/** What one core is to read. Rows a second. */
const ENOUGH_ROWS = 200_000;

/** Reading uploads of `credit-risk` in their process, from the file to parts, against csv-parse, which only takes the same CSV apart. */
export async function benchUploads(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'trilane-bench-'));
  try {
    const { comma, semicolon, parquet } = await writeFiles(folder);
    const taken: number[] = [];
    const ways = [
      { name: 'uploads: CSV, commas', format: 'csv', path: comma, perSecond: [] as number[] },
      {
        name: 'uploads: CSV, semicolons and decimal commas',
        format: 'csv',
        path: semicolon,
        perSecond: [] as number[],
      },
      { name: 'uploads: Parquet', format: 'parquet', path: parquet, perSecond: [] as number[] },
    ] as const;
    for (let round = 0; round < ROUNDS; round++) {
      taken.push(await rowsPerSecond(() => takeApart(comma)));
      for (const { format, path, perSecond } of ways)
        perSecond.push(await rowsPerSecond(() => ingestFile(path, format)));
    }
    const baseline = medianOf(taken);
    return ways.map(({ name, perSecond }) => {
      const value = medianOf(perSecond);
      return {
        name,
        value,
        unit: 'rows/s',
        baseline: `csv-parse alone on the file with commas: ${baseline.toFixed(0)} rows/s`,
        ratio: value / baseline,
        target: `>= ${ENOUGH_ROWS.toLocaleString('en')} rows/s`,
        ok: value >= ENOUGH_ROWS,
      };
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function rowsPerSecond(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await work();
  return (ROWS / (performance.now() - startMs)) * 1000;
}

async function ingestFile(path: string, format: UploadFormat): Promise<void> {
  const { rows } = await runIngest({
    ...{ path, format, model: findModel('credit-risk'), limits: ingestLimits(LARGEST_UPLOAD_BYTES) },
    onPart: async () => {},
  });
  if (rows !== ROWS) throw new Error(`${rows} of ${ROWS} rows were read.`);
}

async function takeApart(path: string): Promise<void> {
  let records = 0;
  const onRecord = () => {
    records++;
    return null;
  };
  const parser = createReadStream(path).pipe(parse({ on_record: onRecord }));
  parser.resume();
  await new Promise((resolve, reject) => parser.once('close', resolve).once('error', reject));
  if (records !== ROWS + 1) throw new Error(`${records} records were taken apart.`);
}

async function writeFiles(folder: string): Promise<{ comma: string; semicolon: string; parquet: string }> {
  const model = findModel('credit-risk');
  const features = model.features ?? [];
  const block = generateRows(model, await loadSamples(model, (file) => readPublicFile('public', file)), SEED, 0, ROWS);
  const cellOf = (row: number, at: number) => {
    const feature = features[at];
    const value = block.values[row * features.length + at] ?? MISSING;
    if (!feature || value === MISSING) return null;
    return feature.kind === 'category' ? categoryOf(feature, value) : value;
  };
  const text = (separator: string, mark: string) => {
    const lines = [features.map(({ id }) => id).join(separator)];
    for (let row = 0; row < ROWS; row++) {
      lines.push(features.map((_, at) => String(cellOf(row, at) ?? '').replace('.', mark)).join(separator));
    }
    return `${lines.join('\n')}\n`;
  };
  const files = { comma: 'comma.csv', semicolon: 'semicolon.csv', parquet: 'rows.parquet' } as const;
  await writeFile(join(folder, files.comma), text(',', '.'));
  await writeFile(join(folder, files.semicolon), text(';', ','));
  const columnData = features.map(({ id, kind }, at) => ({
    name: id,
    data: Array.from({ length: ROWS }, (_, row) => cellOf(row, at)),
    type: kind === 'category' ? ('STRING' as const) : ('DOUBLE' as const),
  }));
  await writeFile(join(folder, files.parquet), new Uint8Array(parquetWriteBuffer({ columnData })));
  return {
    comma: join(folder, files.comma),
    semicolon: join(folder, files.semicolon),
    parquet: join(folder, files.parquet),
  };
}

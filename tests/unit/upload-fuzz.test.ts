import { deflateRawSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { ByteWriter } from 'hyparquet-writer/src/bytewriter.js';
import { writePageHeader } from 'hyparquet-writer/src/datapage.js';
import { writeMetadata } from 'hyparquet-writer/src/metadata.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { exampleFile } from '@/lib/batch/data/example-file';
import { TrilaneError } from '@/lib/errors';
import { findModel } from '@/lib/model';
import type { ModelEntry } from '@/lib/model/manifest';
import { UPLOAD_FORMATS, type UploadFormat } from '@/lib/wire/batch-system';
import { withSamples } from './batch-samples';
import { type Ingested, ingested } from './uploaded-file';

const SEED = 20_261;
const MODELS = ['credit-risk', 'clothing'];
/** What reading a bomb may add to the memory of this process: far below what it would unpack to. */
const MOST_GROWTH_BYTES = 400 * 1024 * 1024;

const examples = new Map<string, Uint8Array>();

beforeAll(async () => {
  for (const id of MODELS) {
    const { model, samples } = await withSamples(id);
    for (const format of UPLOAD_FORMATS) examples.set(`${id} ${format}`, exampleFile(model, samples, format));
  }
});

const cases = MODELS.flatMap((id) => UPLOAD_FORMATS.map((format) => [id, format] as const));

describe.each(cases)('an upload for %s as %s', (id, format) => {
  const model = findModel(id);
  const example = () => examples.get(`${id} ${format}`) ?? new Uint8Array();

  test('that is cut short anywhere is taken as far as it goes or refused in a sentence', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1_000_000), async (at) => {
        const file = example();
        await takenOrRefused(model, format, file.subarray(0, at % file.length));
      }),
      { numRuns: 25, seed: SEED },
    );
  });

  test('with bytes overwritten, added or taken away is taken or refused in a sentence', async () => {
    const change = fc.record({ at: fc.nat(1_000_000), bytes: fc.uint8Array({ maxLength: 12 }), skip: fc.nat(12) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        let file = Buffer.from(example());
        for (const { at, bytes, skip } of changes) {
          const place = at % file.length;
          file = Buffer.concat([file.subarray(0, place), bytes, file.subarray(place + skip)]);
        }
        await takenOrRefused(model, format, file);
      }),
      { numRuns: 60, seed: SEED },
    );
  });

  test('that is noise is refused in a sentence', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), async (bytes) => {
        expect(await takenOrRefused(model, format, bytes)).toBeNull();
      }),
      { numRuns: 40, seed: SEED },
    );
  });

  test('that is another format is refused in a sentence', async () => {
    for (const other of UPLOAD_FORMATS) {
      if (other === format) continue;
      expect(await takenOrRefused(model, format, examples.get(`${id} ${other}`) ?? '')).toBeNull();
    }
  });
});

test('a Parquet file whose footer is noise is refused in a sentence', async () => {
  const model = findModel('credit-risk');
  const example = examples.get('credit-risk parquet') ?? new Uint8Array();
  const footerBytes = Buffer.from(example).readUInt32LE(example.length - 8);
  const start = example.length - 8 - footerBytes;
  const change = fc.record({ at: fc.nat(footerBytes - 1), byte: fc.nat(255) });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
      const file = Buffer.from(example);
      for (const { at, byte } of changes) file[start + at] = byte;
      await takenOrRefused(model, 'parquet', file);
    }),
    { numRuns: 300, seed: SEED },
  );
});

describe('a bomb', () => {
  const model = findModel('credit-risk');
  const names = model.features?.map(({ id }) => id) ?? [];

  test.each([
    ['a page of 2 GB packed with gzip', { unpacked: 2_000_000_000, values: 1000, rows: 1000 }],
    ['a page that unpacks to more than it says', { unpacked: 4000, values: 1000, rows: 1000 }],
    ['more values in a page than there are rows', { unpacked: 4000, values: 2_000_000_000, rows: 1000 }],
    ['ten billion rows', { unpacked: 4000, values: 1000, rows: 10_000_000_000 }],
    ['a negative size', { unpacked: -5, values: 1000, rows: 1000 }],
  ])('in Parquet, %s, is refused with bounded memory', async (_, figures) => {
    const file = bomb(names, figures);
    await refusedWithinMemory(() => ingested(model, 'parquet', file));
  });

  test('in an archive is refused for being one', async () => {
    const zeros = Buffer.alloc(50_000_000);
    for (const file of [gzipSync(zeros), Buffer.concat([Buffer.from('PK\x03\x04'), deflateRawSync(zeros)])]) {
      for (const format of UPLOAD_FORMATS) await refusedWithinMemory(() => ingested(model, format, file));
    }
  });

  test('of one line of 50 MB is refused with bounded memory', async () => {
    const line = Buffer.alloc(50_000_000, '"a');
    for (const format of ['csv', 'jsonl'] as const) {
      await refusedWithinMemory(() =>
        ingested(model, format, Buffer.concat([Buffer.from(`${names.join(',')}\n`), line])),
      );
    }
  });
});

/** What it was taken as, `null` when it was refused; anything but the two fails. */
async function takenOrRefused(
  model: ModelEntry,
  format: UploadFormat,
  file: string | Uint8Array,
): Promise<Ingested | null> {
  try {
    const back = await ingested(model, format, file);
    expect(back.values.every(Number.isFinite)).toBe(true);
    expect(back.labels).toHaveLength(back.rows);
    return back;
  } catch (error) {
    if (!(error instanceof TrilaneError)) throw error;
    expect(error.code).toBe('unreadable-upload');
    expect(error.message).toMatch(/^[A-Z].*\.$/s);
    expect(error.message.length).toBeLessThan(600);
    return null;
  }
}

async function refusedWithinMemory(read: () => Promise<unknown>): Promise<void> {
  const before = process.memoryUsage().rss;
  await expect(read()).rejects.toMatchObject({ code: 'unreadable-upload' });
  expect(process.memoryUsage().rss - before).toBeLessThan(MOST_GROWTH_BYTES);
}

/** A file of one row group whose columns are zeros, packed, and whose figures are lies. */
function bomb(
  names: readonly string[],
  { unpacked, values, rows }: { readonly unpacked: number; readonly values: number; readonly rows: number },
): Uint8Array {
  const packed = gzipSync(Buffer.alloc(20_000_000));
  const writer = new ByteWriter();
  writer.appendUint32(0x31524150);
  const columns = names.map((name) => {
    const start = writer.offset;
    writePageHeader(writer, {
      type: 'DATA_PAGE',
      uncompressed_page_size: unpacked,
      compressed_page_size: packed.length,
      data_page_header: {
        num_values: values,
        encoding: 'PLAIN',
        definition_level_encoding: 'RLE',
        repetition_level_encoding: 'RLE',
      },
    });
    writer.appendBytes(packed);
    const sizeBytes = BigInt(writer.offset - start);
    return {
      file_offset: BigInt(start),
      meta_data: {
        type: 'FLOAT' as const,
        encodings: ['PLAIN' as const],
        path_in_schema: [name],
        codec: 'GZIP' as const,
        num_values: BigInt(rows),
        total_uncompressed_size: sizeBytes,
        total_compressed_size: sizeBytes,
        data_page_offset: BigInt(start),
      },
    };
  });
  writeMetadata(writer, {
    version: 1,
    schema: [
      { name: 'root', num_children: names.length },
      ...names.map((name) => ({ name, type: 'FLOAT' as const, repetition_type: 'REQUIRED' as const })),
    ],
    num_rows: BigInt(rows),
    row_groups: [{ columns, total_byte_size: 1n, num_rows: BigInt(rows) }],
    metadata_length: 0,
  });
  writer.appendUint32(0x31524150);
  return writer.getBytes();
}

import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { labelEnd } from '@/lib/upload/label-place';
import type { UploadFormat } from '@/lib/wire/batch-system';
import type { UploadWishes } from '@/lib/wire/upload';
import { clothing, digits, refusal } from './upload-fixtures';
import { ingested } from './uploaded-file';

const SIDE = 28;
const PIXELS = SIDE * SIDE;
/** Pictures with black corners, as those of MNIST are. */
const PICTURES = [1, 2, 3].map((step) =>
  Array.from({ length: PIXELS }, (_, at) => (at === 0 || at === PIXELS - 1 ? 0 : (at * step) % 256)),
);
const LABELS = [7, 0, 9];
const places = Array.from({ length: PIXELS }, (_, at) => at);
const byRow = (first: number, between: string) =>
  places.map((at) => `${Math.floor(at / SIDE) + first}${between}${(at % SIDE) + first}`);

interface Dress {
  readonly names?: readonly string[] | null;
  readonly label?: 'first' | 'last' | 'none';
  readonly labelName?: string;
  readonly labels?: readonly string[];
  readonly cell?: (pixel: number) => string;
  readonly separator?: string;
}

function dressed({
  names = places.map((at) => `pixel${at}`),
  label = 'first',
  labelName = 'label',
  labels = LABELS.map(String),
  cell = String,
  separator = ',',
}: Dress): string {
  const withLabel = (cells: readonly string[], own: string) =>
    label === 'none' ? cells : label === 'first' ? [own, ...cells] : [...cells, own];
  const rows = PICTURES.map((picture, at) => withLabel(picture.map(cell), labels[at] ?? ''));
  return [...(names ? [withLabel(names, labelName)] : []), ...rows]
    .map((cells) => `${cells.join(separator)}\n`)
    .join('');
}

async function expectPictures(
  file: string | Uint8Array,
  { labels = LABELS, wishes = {}, format = 'csv', model = digits }: Expected = {},
) {
  const back = await ingested(model, format, file, wishes);
  expect(back.rejects).toBeNull();
  expect(back.labels).toEqual(labels);
  expect(back.values).toEqual(PICTURES.flat());
  return back;
}

interface Expected {
  readonly labels?: readonly number[];
  readonly wishes?: UploadWishes;
  readonly format?: UploadFormat;
  readonly model?: typeof digits;
}

describe('Pictures in CSV, a column a pixel', () => {
  test.each([
    ['pixel0 to pixel783', places.map((at) => `pixel${at}`), [], []],
    [
      'pixel1 to pixel784',
      places.map((at) => `pixel${at + 1}`),
      ['pixels-from-one'],
      ['pixel1 to pixel784 = 784 pixels'],
    ],
    ['1x1 to 28x28', byRow(1, 'x'), ['pixels-from-one'], ['1x1 to 28x28 = 784 pixels']],
    ['0x0 to 27x27', byRow(0, 'x'), [], ['0x0 to 27x27 = 784 pixels']],
    ['r1c1 to r28c28', byRow(1, 'c').map((name) => `r${name}`), ['pixels-from-one'], ['r1c1 to r28c28 = 784 pixels']],
    ['0 to 783', places.map(String), [], ['0 to 783 = 784 pixels']],
    ['Pixel 0 to Pixel 783', places.map((at) => `Pixel ${at}`), [], ['Pixel 0 to Pixel 783 = 784 pixels']],
  ] as const)('named %s', async (_, names, notes, columns) => {
    for (const label of ['first', 'last'] as const) {
      const back = await expectPictures(dressed({ names, label }));
      expect(back.reading).toMatchObject({ notes, columns, label: 'label', range: 'bytes', kept: [] });
    }
    await expectPictures(dressed({ names, label: 'none' }), { labels: [255, 255, 255] });
  });

  test('in any order of columns', async () => {
    const lines = dressed({}).trimEnd().split('\n');
    const turned = lines.map((line) => line.split(',').reverse().join(','));
    await expectPictures(`${turned.join('\n')}\n`);
  });

  test.each(['first', 'last'] as const)('without names, the label %s', async (label) => {
    for (const separator of [',', ';', '\t', '|', ' ']) {
      const back = await expectPictures(dressed({ names: null, label, separator }));
      expect(back.reading).toMatchObject({ header: 'none', label: 'label', notes: ['pixels-by-place'] });
      expect(back.lines).toEqual([1, 2, 3]);
    }
  });

  test('without names and label', async () => {
    await expectPictures(dressed({ names: null, label: 'none' }), { labels: [255, 255, 255] });
  });

  test('without names, with a separator at the end of each row', async () => {
    const file = dressed({ names: null, label: 'none' }).replaceAll('\n', ',\n');
    const back = await expectPictures(file, { labels: [255, 255, 255] });
    expect(back.reading.notes).toEqual(['pixels-by-place', 'trailing-separator']);
    await expectPictures(dressed({ names: null }).replaceAll('\n', ',\n'));
  });

  test('without names, where nobody knows which end the label is, it is asked', async () => {
    const file = dressed({ names: null, labels: ['0', '0', '0'] });
    expect(await refusal(file, { model: digits })).toBe(
      'The label may be in the first or in the last column. Say which: label=first, label=last.',
    );
    await expectPictures(file, { labels: [0, 0, 0], wishes: { label: 'first' } });
  });

  test.each([0, 1])('in 785 columns numbered from %i, one of which is the label', async (first) => {
    const names = Array.from({ length: PIXELS + 1 }, (_, at) => `V${at + first}`);
    for (const label of ['first', 'last'] as const) {
      const at = label === 'first' ? 0 : PIXELS;
      const own = names[at] ?? '';
      const file = dressed({ names: names.filter((name) => name !== own), label, labelName: own });
      const back = await expectPictures(file);
      expect(back.reading).toMatchObject({ label: own, columns: [`${own} = label`], notes: ['pixels-by-place'] });
      const open = dressed({
        names: names.filter((name) => name !== own),
        label,
        labelName: own,
        labels: ['0', '0', '0'],
      });
      expect(await refusal(open, { model: digits })).toContain('Say which: label=first, label=last.');
      await expectPictures(open, { labels: [0, 0, 0], wishes: { label } });
    }
  });

  test('with an index and other columns, which come back', async () => {
    const names = places.map((at) => `pixel${at}`);
    const file = dressed({ names })
      .split('\n')
      .map((line, at) => (line ? `${at === 0 ? '' : at - 1},${line},test` : ''))
      .join('\n');
    const back = await expectPictures(file);
    expect(back.reading.kept).toEqual(['column 1', 'test']);
  });

  test('of which one is lacking are refused in words', async () => {
    const names = places.map((at) => (at === 5 ? 'x' : `pixel${at}`));
    expect(await refusal(dressed({ names }), { model: digits })).toContain('The file has no 784 pixels');
  });
});

describe('White is 255 or 1', () => {
  const share = (digits: number) => (pixel: number) => (pixel / 255).toFixed(digits);
  test.each([
    ['0 to 255', String, 'bytes'],
    ['0.0 to 255.0', (pixel: number) => pixel.toFixed(1), 'bytes'],
    ['0 to 1', share(4), 'shares'],
    ['0 to 1, all digits', (pixel: number) => String(pixel / 255), 'shares'],
    ['0 to 1, in powers of ten', (pixel: number) => (pixel / 255).toExponential(6), 'shares'],
  ] as const)('%s', async (_, cell, range) => {
    expect((await expectPictures(dressed({ cell }))).reading.range).toBe(range);
    expect((await expectPictures(dressed({ cell, names: null }))).reading.range).toBe(range);
  });

  test('0 to 1 with decimal commas, between semicolons', async () => {
    const cell = (pixel: number) => share(4)(pixel).replace('.', ',');
    for (const names of [undefined, null]) {
      const back = await expectPictures(dressed({ cell, separator: ';', ...(names === null && { names }) }));
      expect(back.reading).toMatchObject({ range: 'shares', decimal: 'comma', separator: 'semicolon' });
    }
  });

  test('only 0 and 1 is asked, and followed once it is said', async () => {
    const file = dressed({ cell: (pixel) => (pixel > 127 ? '1' : '0') });
    expect(await refusal(file, { model: digits })).toBe(
      'The first pictures do not tell whether white is 1 (shares) or 255 (bytes). Say which: range=bytes, range=shares.',
    );
    const back = await ingested(digits, 'csv', file, { range: 'shares' });
    expect(new Set(back.values)).toEqual(new Set([0, 255]));
    expect(new Set((await ingested(digits, 'csv', file, { range: 'bytes' })).values)).toEqual(new Set([0, 1]));
  });

  test.each([
    ['256', '"256" is not a whole number from 0 to 255'],
    ['-1', '"-1" is not a whole number from 0 to 255'],
    ['1.5', '"1.5" is not a whole number from 0 to 255'],
    ['', 'is missing'],
    ['NA', 'is missing'],
    ['x', '"x" is not a number'],
  ])('a pixel %j is refused', async (cell, reason) => {
    const lines = dressed({}).split('\n');
    lines[2] = lines[2]?.replace(/^0,0,2,/, `0,0,${cell},`) ?? '';
    const back = await ingested(digits, 'csv', lines.join('\n'));
    expect(back.rejects).toContain(`3,pixel1,${/[",]/.test(reason) ? `"${reason.replaceAll('"', '""')}"` : reason}`);
    expect(back.lines).toEqual([2, 4]);
  });
});

describe('Labels', () => {
  test.each([
    ['numbers', ['7', '0', '9']],
    ['numbers with a fraction', ['7.0', '0.0', '9.00']],
    ['padded', [' 7', '0 ', '\u00a09']],
    ['words', ['seven', 'Zero', 'NINE']],
  ])('of digits as %s', async (_, labels) => {
    await expectPictures(dressed({ labels }));
  });

  test.each(['label', 'Label', 'class', 'digit', 'target', 'y'])('of digits in a column %s', async (labelName) => {
    const back = await expectPictures(dressed({ labelName, label: 'last' }));
    expect(back.reading.label).toBe(labelName);
  });

  test.each([
    ['T-shirt/top', 0],
    ['t-shirt', 0],
    ['Tshirt', 0],
    ['Trouser', 1],
    ['Pullover', 2],
    ['Dress', 3],
    ['Coat', 4],
    ['Sandal', 5],
    ['Shirt', 6],
    ['Sneaker', 7],
    ['Bag', 8],
    ['Ankle boot', 9],
    ['ankle_boot', 9],
    ['ANKLE-BOOT', 9],
    ['9', 9],
    ['9.0', 9],
  ])('of clothing as %s', async (word, label) => {
    for (const names of [undefined, null]) {
      const file = dressed({ labels: [word, word, word], ...(names === null && { names }) });
      await expectPictures(file, { labels: [label, label, label], model: clothing });
    }
  });

  test('that are no class are refused in their row', async () => {
    const back = await ingested(digits, 'csv', dressed({ labels: ['7', '10', '9'] }));
    expect(back.rejects).toContain('3,label,');
    expect(back.lines).toEqual([2, 4]);
  });
});

describe('Whole pictures in one column', () => {
  const rows = (write: (picture: readonly number[]) => unknown) =>
    PICTURES.map((picture, at) => ({ pixels: write(picture), label: LABELS[at] }));
  const jsonl = (write: (picture: readonly number[]) => unknown, name = 'pixels') =>
    rows(write)
      .map(({ pixels, label }) => `${JSON.stringify({ [name]: pixels, label })}\n`)
      .join('');
  const lines = (picture: readonly number[]) =>
    Array.from({ length: SIDE }, (_, row) => picture.slice(row * SIDE, (row + 1) * SIDE));

  test.each([
    ['a list', jsonl((picture) => picture)],
    ['lists of rows', jsonl(lines)],
    ['lists of rows with a channel', jsonl((picture) => lines(picture).map((row) => row.map((pixel) => [pixel])))],
    ['texts of numbers', jsonl((picture) => picture.map(String))],
    ['one text', jsonl((picture) => picture.join(' '))],
    ['the text of a list', jsonl((picture) => JSON.stringify(picture))],
    ['shares', jsonl((picture) => picture.map((pixel) => pixel / 255))],
    ['texts of shares', jsonl((picture) => picture.map((pixel) => String(pixel / 255)))],
    ['one text of shares', jsonl((picture) => picture.map((pixel) => pixel / 255).join(' '))],
    ['a column "image"', jsonl((picture) => picture, 'image')],
    ['a column "Pixels"', jsonl((picture) => picture, 'Pixels')],
  ])('of JSON Lines: %s', async (_, file) => {
    await expectPictures(file, { format: 'jsonl' });
  });

  test.each([
    ['blanks', ' ', ''],
    ['commas and brackets', ', ', '"'],
    ['semicolons', ';', ''],
  ])('of CSV: numbers with %s', async (name, between, mark) => {
    const text = (picture: readonly number[]) =>
      `${mark}${name.includes('brackets') ? `[${picture.join(between)}]` : picture.join(between)}${mark}`;
    await expectPictures(`label,pixels\n${PICTURES.map((picture, at) => `${LABELS[at]},${text(picture)}\n`).join('')}`);
  });

  test('of CSV without another column', async () => {
    const file = `pixels\n${PICTURES.map((picture) => `"${picture.join(',')}"\n`).join('')}`;
    await expectPictures(file, { labels: [255, 255, 255] });
  });

  test.each([
    ['has 783 numbers instead of 784', PICTURES[0]?.slice(1)],
    ['is no list of numbers', {}],
    ['is missing', null],
    ['"256" is not a whole number from 0 to 255', [...(PICTURES[0]?.slice(1) ?? []), 256]],
    ['"x" is not a number', ['x', ...(PICTURES[0]?.slice(1) ?? [])]],
    ['is missing', [null, ...(PICTURES[0]?.slice(1) ?? [])]],
  ])('one that %s is refused in its row', async (reason, pixels) => {
    const file = `${jsonl((picture) => picture)}${JSON.stringify({ pixels, label: 1 })}\n`;
    const back = await ingested(digits, 'jsonl', file);
    expect(back.rejects?.replaceAll('""', '"')).toContain(reason);
    expect(back.lines).toEqual([1, 2, 3]);
  });

  test('a pixel a member, in JSON Lines', async () => {
    const file = PICTURES.map(
      (picture, at) =>
        `${JSON.stringify({ label: LABELS[at], ...Object.fromEntries(picture.map((pixel, place) => [`pixel${place + 1}`, pixel])) })}\n`,
    ).join('');
    const back = await expectPictures(file, { format: 'jsonl' });
    expect(back.reading.notes).toEqual(['pixels-from-one']);
  });

  test.each([
    ['pixel', 'INT32', 1],
    ['pixel', 'DOUBLE', 1],
    ['', 'FLOAT', 255],
    ['', 'STRING', 1],
    ['', 'STRING', 255],
  ] as const)('a pixel a column, in Parquet: "%s" as %s, white %i', async (word, type, white) => {
    const scaled = (pixel: number) => {
      const value = white === 1 ? pixel : pixel / 255;
      return type === 'STRING' ? String(value) : value;
    };
    const columnData = places.map((at) => ({
      name: `${word}${at}`,
      data: PICTURES.map((picture) => scaled(picture[at] ?? 0)),
      type,
    }));
    const file = parquetWriteBuffer({ columnData: [...columnData, { name: 'class', data: LABELS, type: 'INT32' }] });
    await expectPictures(new Uint8Array(file), { format: 'parquet' });
  });

  test('of which nearly every pixel is wrong, in Parquet, are all refused', async () => {
    const wrong = 300;
    const columnData = places.map((at) => ({
      name: `pixel${at}`,
      data: Array.from({ length: wrong + 1 }, (_, row) => (row === wrong ? 255 : -2)),
      type: 'INT32' as const,
    }));
    const back = await ingested(digits, 'parquet', new Uint8Array(parquetWriteBuffer({ columnData })));
    expect([back.rows, back.rejected, back.lines]).toEqual([1, wrong, [wrong + 1]]);
    expect(back.rejects).toContain('1,pixel0,"""-2"" is not a whole number from 0 to 255"');
  });
});

describe('Which end of a row of numbers is the label', () => {
  test.each([
    ['the last is black', ['7', '2'], ['0', '0'], 'first'],
    ['the first is black', ['0', '0'], ['7', '2'], 'last'],
    // Sorted by class, so that the first ones are all 0; a corner that is not black is no class.
    ['the other one is no class', ['0', '0'], ['0', '37'], 'first'],
    ['both may be', ['7', '2'], ['3', '4'], 'ask'],
    ['both are black', ['0', '0'], ['0', '0'], 'ask'],
    ['neither may be', ['70', '2'], ['30', '4'], 'ask'],
  ])('%s', (_, first, last, end) => {
    expect(labelEnd(first, last, digits)).toBe(end);
  });
});

test('a label that somebody says is not there is not taken in silence', async () => {
  for (const names of [undefined, null]) {
    const pixelsByNumber = Array.from({ length: PIXELS + 1 }, (_, at) => `V${at + 1}`);
    const rows = Array.from({ length: PIXELS + 1 }, (_, at) => at % 10).join(',');
    const file = names === null ? `${rows}\n${rows}\n` : `${pixelsByNumber.join(',')}\n${rows}\n${rows}\n`;
    expect(await refusal(file, { model: digits, wishes: { label: 'none', range: 'bytes' } })).toContain(
      'say label=first or label=last',
    );
  }
});

import { describe, expect, test } from 'vitest';
import { uploadDecoder } from '@/lib/upload/encoding';
import { csv, expectRows, NAMES, ROWS, refusal } from './upload-fixtures';

const rows = ROWS.map((row) => ({ ...row, name: 'Müller-Čapek, 李 😀'.replace(',', '') }));
const names = ['name', 'label', ...NAMES];
const text = csv(rows, { names });
const german = csv(
  ROWS.map((row) => ({ ...row, name: 'Müller – 5 € „x“' })),
  { names },
);

function utf16(given: string, isBig: boolean, hasMark: boolean): Buffer {
  const bytes = Buffer.from(`${hasMark ? '\uFEFF' : ''}${given}`, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
}

function utf32(given: string, hasMark: boolean, isBig: boolean): Buffer {
  const bytes = Buffer.alloc(4 * (given.length + (hasMark ? 1 : 0)));
  [...(hasMark ? '\uFEFF' : ''), ...given].forEach((character, at) => {
    const code = character.codePointAt(0) ?? 0;
    if (isBig) bytes.writeUInt32BE(code, 4 * at);
    else bytes.writeUInt32LE(code, 4 * at);
  });
  return bytes;
}

/** As Windows-1252 keeps it. */
function windows(given: string): Buffer {
  const special = new Map([
    ['€', 0x80],
    ['„', 0x84],
    ['“', 0x93],
    ['–', 0x96],
  ]);
  return Buffer.from([...given].map((character) => special.get(character) ?? character.charCodeAt(0)));
}

describe('The encoding of a text file is found out and said', () => {
  test.each([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${text}`), 'utf-8'],
    ['UTF-16, little end first, with its mark', utf16(text, false, true), 'utf-16le'],
    ['UTF-16, little end first', utf16(text, false, false), 'utf-16le'],
    ['UTF-16, big end first, with its mark', utf16(text, true, true), 'utf-16be'],
    ['UTF-16, big end first', utf16(text, true, false), 'utf-16be'],
  ])('%s', async (_, file, encoding) => {
    const back = await expectRows(file);
    expect(back.reading.encoding).toBe(encoding);
    expect(back.kept.name?.[0]).toBe('Müller-Čapek 李 😀');
  });

  test('Windows-1252, and it is followed if it is said', async () => {
    for (const wishes of [{}, { encoding: 'windows-1252' as const }]) {
      const back = await expectRows(windows(german), { wishes });
      expect(back.reading.encoding).toBe('windows-1252');
      expect(back.kept.name?.[0]).toBe('Müller – 5 € „x“');
    }
  });

  test('Windows-1252 whose first letter beyond ASCII comes after 300 KiB', async () => {
    const many = [...Array.from({ length: 8000 }, () => ROWS[0] ?? {}), { ...ROWS[0], name: 'Müller' }];
    const back = await expectRows(windows(csv(many, { names })), { rows: many });
    expect(back.kept.name?.at(-1)).toBe('Müller');
  });

  test('a character across two pieces of the file is whole', async () => {
    const name = '😀李ü'.repeat(1000);
    const many = Array.from({ length: 40 }, () => ({ ...ROWS[0], name }));
    for (const file of [
      Buffer.from(`x${csv(many, { names, header: names })}`.slice(1)),
      utf16(csv(many, { names }), true, true),
    ]) {
      const back = await expectRows(file, { rows: many });
      expect(new Set(back.kept.name)).toEqual(new Set([name]));
    }
  });

  test('JSON Lines are found alike', async () => {
    const lines = rows.map((row) => `${JSON.stringify(row)}\r\n`).join('');
    for (const file of [`\uFEFF${lines}`, utf16(lines, false, true), utf16(lines, true, false)]) {
      const back = await expectRows(file, {}, 'jsonl');
      expect(back.kept.name?.[3]).toBe('Müller-Čapek 李 😀');
    }
  });
});

describe('A text file is refused in a sentence', () => {
  test.each([
    ['UTF-32 with its mark', utf32(text, true, false), 'The file is text in UTF-32, not plain text.'],
    ['UTF-32, big end first, with its mark', utf32(text, true, true), 'The file is text in UTF-32, not plain text.'],
    ['UTF-32', utf32(text, false, false), 'null characters. Save it as UTF-8.'],
    ['UTF-32, big end first', utf32(text, false, true), 'null characters. Save it as UTF-8.'],
    ['bytes that are neither', Buffer.concat([Buffer.from(text), Buffer.from([0x81, 0xff])]), 'neither UTF-8 nor'],
    ['UTF-16 of an odd length', utf16(text, false, true).subarray(0, -1), 'The file is not text in UTF-16LE'],
    ['half a pair in UTF-16', Buffer.concat([utf16(text, false, true), Buffer.from([0, 0xd8])]), 'UTF-16LE'],
  ])('%s', async (_, file, sentence) => {
    for (const format of ['csv', 'jsonl'] as const) expect(await refusal(file, { format })).toContain(sentence);
  });

  test('that is not of the encoding that was said', async () => {
    const message = await refusal(windows(german), { wishes: { encoding: 'utf-8' } });
    expect(message).toMatch(/^The file is not text in UTF-8: line \d+ or one soon after cannot be read\.$/);
  });
});

test('the characters that Windows-1252 has beyond Latin-1 are read, whatever the decoder of the machine makes of them', () => {
  const all = Uint8Array.from({ length: 32 }, (_, at) => 0x80 + at);
  expect(
    uploadDecoder('windows-1252')
      .decode(all)
      .replace(/[\u0080-\u009f]/g, ''),
  ).toBe('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ');
  expect(uploadDecoder('windows-1252').decode(Uint8Array.of(0xe4, 0x80))).toBe('ä€');
});

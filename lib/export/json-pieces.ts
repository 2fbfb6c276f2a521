import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';
import { breathe, PIECE } from './breathe';

/**
 * JSON as a stream of strings, a long array in many of them. `file`: an object over several lines, an array on one.
 * `canonical`: no white space, and the keys of every object in order, so that the same values always give the same text.
 */
export function* jsonPieces(value: unknown, style: 'file' | 'canonical', indent = ''): Generator<string> {
  if (Array.isArray(value)) {
    if (value.every((each) => each === null || typeof each !== 'object')) {
      yield '[';
      for (let from = 0; from < value.length; from += PIECE) {
        const part = JSON.stringify(value.slice(from, from + PIECE));
        yield (from === 0 ? '' : ',') + part.slice(1, -1);
      }
      yield ']';
    } else {
      yield* listPieces(value, '[]', (each, inner) => jsonPieces(each, style, inner), style, indent);
    }
  } else if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, each]) => each !== undefined);
    if (style === 'canonical') entries.sort(([a], [b]) => (a < b ? -1 : 1));
    yield* listPieces(
      entries,
      '{}',
      function* ([key, each], inner) {
        yield `${JSON.stringify(key)}:${style === 'file' ? ' ' : ''}`;
        yield* jsonPieces(each, style, inner);
      },
      style,
      indent,
    );
  } else {
    yield JSON.stringify(value);
  }
}

/** SHA-256 in hex of the canonical JSON of a value. */
export async function checksumOf(value: unknown): Promise<string> {
  const hash = sha256.create();
  for (const piece of jsonPieces(value, 'canonical')) {
    hash.update(utf8ToBytes(piece));
    if (piece.length > PIECE) await breathe();
  }
  return bytesToHex(hash.digest());
}

/** A value as a JSON file. */
export async function jsonFile(value: unknown): Promise<Blob> {
  const pieces: string[] = [];
  for (const piece of jsonPieces(value, 'file')) {
    pieces.push(piece);
    if (piece.length > PIECE) await breathe();
  }
  return new Blob([...pieces, '\n'], { type: 'application/json' });
}

function* listPieces<T>(
  list: readonly T[],
  brackets: '[]' | '{}',
  piecesOf: (each: T, indent: string) => Generator<string>,
  style: 'file' | 'canonical',
  indent: string,
): Generator<string> {
  const inner = `${indent}  `;
  const [open, close] = [brackets[0], brackets[1]];
  yield `${open}`;
  for (const [index, each] of list.entries()) {
    yield (index === 0 ? '' : ',') + (style === 'file' ? `\n${inner}` : '');
    yield* piecesOf(each, inner);
  }
  yield `${style === 'file' && list.length > 0 ? `\n${indent}` : ''}${close}`;
}

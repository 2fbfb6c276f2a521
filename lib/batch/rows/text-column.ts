import { isUtf8 } from 'node:buffer';

/** A column of texts as Parquet keeps them plainly: each with its length in four bytes before it, those that are null left out. */
export interface TextColumn {
  readonly plain: Uint8Array;
  /** By row: 1 where there is a text, 0 where it is null. */
  readonly present: Uint8Array;
}

/** A text in a Parquet column by its length. */
const LENGTH_BYTES = 4;
/** Most that a character of a JavaScript string takes in UTF-8. */
const BYTES_A_CHARACTER = 3;
const FIRST_BYTES = 4096;
const UTF8 = new TextDecoder();

/** Gathers texts row by row. */
export class TextColumnBuilder {
  #bytes: Buffer = Buffer.alloc(0);
  #length = 0;
  readonly #present: number[] = [];

  get sizeBytes(): number {
    return this.#length;
  }

  /** @param given a text or its bytes; of bytes that are no text in UTF-8 each wrong one becomes U+FFFD */
  add(given: string | Uint8Array | null): void {
    this.#present.push(given === null ? 0 : 1);
    if (given === null) return;
    const text = typeof given === 'string' || isUtf8(given) ? given : UTF8.decode(given);
    const isText = typeof text === 'string';
    this.#reserve(LENGTH_BYTES + (isText ? text.length * BYTES_A_CHARACTER : text.length));
    const start = this.#length + LENGTH_BYTES;
    if (!isText) this.#bytes.set(text, start);
    const length = isText ? this.#bytes.write(text, start, 'utf8') : text.length;
    this.#bytes.writeUInt32LE(length, this.#length);
    this.#length = start + length;
  }

  /** Rows before the first one, which have no text. */
  skip(rows: number): void {
    for (let row = 0; row < rows; row++) this.#present.push(0);
  }

  build(): TextColumn {
    return { plain: this.#bytes.subarray(0, this.#length), present: Uint8Array.from(this.#present) };
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#bytes.length) return;
    const larger = Buffer.alloc(Math.max(FIRST_BYTES, 2 * this.#bytes.length, this.#length + bytes));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}

/** The texts of a column, row by row. */
export function* textsOf({ plain, present }: TextColumn): Generator<string | null> {
  const bytes = Buffer.from(plain.buffer, plain.byteOffset, plain.byteLength);
  let at = 0;
  for (const isPresent of present) {
    if (!isPresent) {
      yield null;
      continue;
    }
    const start = at + LENGTH_BYTES;
    at = start + bytes.readUInt32LE(at);
    yield bytes.toString('utf8', start, at);
  }
}

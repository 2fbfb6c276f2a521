const BITS = 32;
/** Words that one word of marks can tell apart. */
const MOST = BITS * BITS;

/** Numbers of servers, of which the lowest is found in two looks, however many there are: a bit for each, and one for each word that holds any. */
export class FreeServers {
  readonly #words: Int32Array;
  #held = 0;

  /** @throws RangeError for more than 1,024 */
  constructor(count: number) {
    if (count > MOST) throw new RangeError(`There are places for ${MOST} servers, not for ${count}.`);
    this.#words = new Int32Array(Math.ceil(count / BITS));
  }

  add(server: number): void {
    const word = server >> 5;
    this.#words[word] = (this.#words[word] as number) | (1 << (server & 31));
    this.#held |= 1 << word;
  }

  delete(server: number): void {
    const word = server >> 5;
    const left = (this.#words[word] as number) & ~(1 << (server & 31));
    this.#words[word] = left;
    if (left === 0) this.#held &= ~(1 << word);
  }

  /** The lowest, or -1. */
  get first(): number {
    if (this.#held === 0) return -1;
    const word = lowestBit(this.#held);
    return word * BITS + lowestBit(this.#words[word] as number);
  }
}

const lowestBit = (bits: number): number => BITS - 1 - Math.clz32(bits & -bits);

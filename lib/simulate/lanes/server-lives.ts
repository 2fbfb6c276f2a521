import { logOfBits } from '../random/exact';
import type { Bits } from '../random/streams';

/** Failures of a server carry which life of it they end, so that they end no later one. */
const LIVES = 1024;
/** Then they are counted anew: life x 1,024 + server is a 32-bit number. */
const MOST_LIVES = 1_000_000;

/** The lives of servers, each from a start to a failure: what was due in an earlier one is not in a later one. */
export class ServerLives {
  readonly #life: Int32Array;
  readonly #bits: Bits;

  constructor(count: number, bits: Bits) {
    this.#life = new Int32Array(count);
    this.#bits = bits;
  }

  begin(server: number): void {
    this.#life[server] = ((this.#life[server] as number) + 1) % MOST_LIVES;
  }

  /** A number that ends with the server's own. */
  of(server: number): number {
    return (this.#life[server] as number) * LIVES + server;
  }

  serverIn(life: number): number {
    return life % LIVES;
  }

  /** How long until the next failure, or the end of a repair: exponential. */
  lasts(meanMs: number): number {
    return -meanMs * logOfBits(4294967296 - this.#bits());
  }
}

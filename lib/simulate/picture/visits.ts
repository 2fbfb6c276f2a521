import { countUpTo } from './sorted';

/** Who is at a place of the picture, and when: from a moment on, up to another. Knows at once who is there at any moment. Times in ms. */
export class Visits {
  /** In order of coming; of those who come at the same time, the one that leaves first is first. */
  readonly fromMs: Float64Array;
  readonly toMs: Float64Array;
  readonly who: Int32Array;
  /** When somebody leaves, in order. */
  readonly leftMs: Float64Array;
  /** The latest end of each half, of each quarter and so on: a tree of which node n has the children 2n and 2n + 1. */
  readonly #latest: Float64Array;
  readonly #leaves: number;

  /** @param toMs Infinity = stays. A visit without length is none, nor is one that begins at NaN. */
  constructor(fromMs: Float64Array, toMs: Float64Array, who: Int32Array) {
    const order = orderOf(fromMs, toMs);
    const count = order.length;
    this.fromMs = new Float64Array(count);
    this.toMs = new Float64Array(count);
    this.who = new Int32Array(count);
    for (let visit = 0; visit < count; visit++) {
      const row = order[visit] as number;
      this.fromMs[visit] = fromMs[row] as number;
      this.toMs[visit] = toMs[row] as number;
      this.who[visit] = who[row] as number;
    }
    this.leftMs = this.toMs.slice().sort();
    this.#leaves = 2 ** Math.ceil(Math.log2(Math.max(1, count)));
    this.#latest = new Float64Array(2 * this.#leaves).fill(Number.NEGATIVE_INFINITY);
    this.#latest.set(this.toMs, this.#leaves);
    for (let node = this.#leaves - 1; node > 0; node--) {
      this.#latest[node] = Math.max(this.#latest[2 * node] as number, this.#latest[2 * node + 1] as number);
    }
  }

  /** How many are there at a moment. */
  countAt(ms: number): number {
    return countUpTo(this.fromMs, ms) - countUpTo(this.leftMs, ms);
  }

  /** Tells the visits of who is there at a moment, by number, in order of coming; at most so many. */
  at(ms: number, most: number, tell: (visit: number) => void): void {
    const came = countUpTo(this.fromMs, ms);
    let left = most;
    const look = (node: number, first: number, width: number): void => {
      if (left <= 0 || first >= came || (this.#latest[node] as number) <= ms) return;
      if (width === 1) {
        left--;
        tell(first);
        return;
      }
      const half = width / 2;
      look(2 * node, first, half);
      look(2 * node + 1, first + half, half);
    };
    look(1, 0, this.#leaves);
  }

  whoAt(ms: number, most = Number.POSITIVE_INFINITY): number[] {
    const there: number[] = [];
    this.at(ms, most, (visit) => there.push(this.who[visit] as number));
    return there;
  }
}

function orderOf(fromMs: Float64Array, toMs: Float64Array): number[] {
  const order: number[] = [];
  let isInOrder = true;
  let last = -1;
  for (let row = 0; row < fromMs.length; row++) {
    if (!((fromMs[row] as number) < (toMs[row] as number))) continue;
    if (last >= 0 && (fromMs[row] as number) <= (fromMs[last] as number)) isInOrder = false;
    order.push(row);
    last = row;
  }
  if (isInOrder) return order;
  return order.sort((a, b) => {
    const apart = (fromMs[a] as number) - (fromMs[b] as number);
    if (apart !== 0) return apart;
    const [endA, endB] = [toMs[a] as number, toMs[b] as number];
    return endA < endB ? -1 : endA > endB ? 1 : a - b;
  });
}

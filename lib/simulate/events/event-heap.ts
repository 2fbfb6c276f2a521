const FIRST_CAPACITY = 256;

/**
 * What is to happen, soonest first; of what is due at the same time, what was noted first. A binary heap over typed arrays: (time, id) orders
 * it totally, so that every engine takes the same order.
 */
export class EventHeap {
  size = 0;
  /** Of the event last taken. */
  timeMs = 0;
  code = 0;
  datum = 0;
  /** How many were ever noted. */
  noted = 0;
  #times = new Float64Array(FIRST_CAPACITY);
  #ids = new Uint32Array(FIRST_CAPACITY);
  #codes = new Int32Array(FIRST_CAPACITY);
  #data = new Int32Array(FIRST_CAPACITY);

  /** When the soonest is due, ms; Infinity of none. */
  get nextMs(): number {
    return this.size > 0 ? (this.#times[0] as number) : Number.POSITIVE_INFINITY;
  }

  push(timeMs: number, code: number, datum: number): void {
    if (this.size === this.#times.length) this.#grow();
    const times = this.#times;
    const ids = this.#ids;
    const codes = this.#codes;
    const data = this.#data;
    const id = this.noted++;
    let at = this.size++;
    // A new id is the largest: an event moves up past later ones only.
    while (at > 0) {
      const above = (at - 1) >> 1;
      if ((times[above] as number) <= timeMs) break;
      times[at] = times[above] as number;
      ids[at] = ids[above] as number;
      codes[at] = codes[above] as number;
      data[at] = data[above] as number;
      at = above;
    }
    times[at] = timeMs;
    ids[at] = id;
    codes[at] = code;
    data[at] = datum;
  }

  /** Takes the soonest; there must be one. */
  pop(): void {
    const times = this.#times;
    const ids = this.#ids;
    const codes = this.#codes;
    const data = this.#data;
    this.timeMs = times[0] as number;
    this.code = codes[0] as number;
    this.datum = data[0] as number;
    const last = --this.size;
    if (last === 0) return;
    const time = times[last] as number;
    const id = ids[last] as number;
    let at = 0;
    for (let below = 1; below < last; below = 2 * at + 1) {
      const right = below + 1;
      if (
        right < last &&
        ((times[right] as number) < (times[below] as number) ||
          ((times[right] as number) === (times[below] as number) && (ids[right] as number) < (ids[below] as number)))
      ) {
        below = right;
      }
      const next = times[below] as number;
      if (time < next || (time === next && id < (ids[below] as number))) break;
      times[at] = next;
      ids[at] = ids[below] as number;
      codes[at] = codes[below] as number;
      data[at] = data[below] as number;
      at = below;
    }
    times[at] = time;
    ids[at] = id;
    codes[at] = codes[last] as number;
    data[at] = data[last] as number;
  }

  #grow(): void {
    const capacity = this.#times.length * 2;
    this.#times = grown(this.#times, new Float64Array(capacity));
    this.#ids = grown(this.#ids, new Uint32Array(capacity));
    this.#codes = grown(this.#codes, new Int32Array(capacity));
    this.#data = grown(this.#data, new Int32Array(capacity));
  }
}

/** @returns the larger one, with what was in the smaller one at its start */
export function grown<Kind extends Float64Array | Uint32Array | Int32Array | Uint8Array>(from: Kind, to: Kind): Kind {
  to.set(from);
  return to;
}

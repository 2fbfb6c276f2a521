/** Up to so many devices have a place each, whether they ask or not. */
const FEW = 1 << 20;
/** Of the places of the table, at most this share is taken. */
const FULL = 0.7;
/** Knuth's multiplier, 2^32 over the golden ratio (The Art of Computer Programming 3, 6.4): neighbours lie far apart. */
const SPREAD = 0x9e3779b1;

/**
 * Where what is known of a device stands: in its own row where there are few devices, else in one of those that have asked. So a fleet takes as much
 * memory as it has requests, however large it is.
 */
export class DeviceRows {
  /** Rows that may be needed. */
  readonly most: number;
  readonly #devices: Int32Array | null;
  /** Row + 1; 0 = free. Linear probing. */
  readonly #table: Int32Array;
  readonly #shift: number;
  #used = 0;

  /** @param asking devices that may ask: as many as there are requests */
  constructor(count: number, asking: number) {
    const isDense = count <= Math.max(FEW, asking);
    this.most = isDense ? count : asking;
    const bits = isDense ? 0 : Math.ceil(Math.log2(this.most / FULL + 1));
    this.#devices = isDense ? null : new Int32Array(this.most);
    this.#table = new Int32Array(isDense ? 0 : 2 ** bits);
    this.#shift = 32 - bits;
  }

  of(device: number): number {
    const devices = this.#devices;
    if (devices === null) return device;
    const table = this.#table;
    for (let place = Math.imul(device, SPREAD) >>> this.#shift; ; place = (place + 1) % table.length) {
      const row = (table[place] as number) - 1;
      if (row < 0) {
        devices[this.#used] = device;
        table[place] = ++this.#used;
        return this.#used - 1;
      }
      if (devices[row] === device) return row;
    }
  }
}

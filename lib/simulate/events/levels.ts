const BUCKETS = 1024;

/**
 * How high something stood, over time: its area in buckets of equal width, which double when the run outgrows them. What is added is
 * exact; where a bucket is cut, its part counts in proportion.
 */
export class Levels {
  /** ms */
  widthMs = 1;
  #areas = new Float64Array(BUCKETS);
  #spanMs = BUCKETS;
  /** The last moment of which anything is known, ms: there is nothing in the rest of its bucket. */
  #lastMs = 0;

  /** Adds `level` from one moment to a later one, ms. */
  add(fromMs: number, toMs: number, level: number): void {
    if (level === 0 || toMs <= fromMs) return;
    while (toMs >= this.#spanMs) this.#double();
    if (toMs > this.#lastMs) this.#lastMs = toMs;
    const areas = this.#areas;
    const width = this.widthMs;
    const first = Math.floor(fromMs / width);
    const last = Math.floor(toMs / width);
    if (first === last) {
      areas[first] = (areas[first] as number) + level * (toMs - fromMs);
      return;
    }
    areas[first] = (areas[first] as number) + level * ((first + 1) * width - fromMs);
    for (let bucket = first + 1; bucket < last; bucket++) areas[bucket] = (areas[bucket] as number) + level * width;
    areas[last] = (areas[last] as number) + level * (toMs - last * width);
  }

  /** The area between two moments, level x ms. */
  areaOf(fromMs: number, toMs: number): number {
    let area = 0;
    for (let bucket = Math.floor(fromMs / this.widthMs); bucket < BUCKETS; bucket++) {
      const start = bucket * this.widthMs;
      if (start >= toMs) break;
      const end = Math.min(start + this.widthMs, Math.max(start, this.#lastMs));
      const within = Math.min(toMs, end) - Math.max(fromMs, start);
      if (within > 0) area += ((this.#areas[bucket] as number) * within) / (end - start);
    }
    return area;
  }

  /** Mean level between two moments. */
  meanOf(fromMs: number, toMs: number): number {
    return toMs > fromMs ? this.areaOf(fromMs, toMs) / (toMs - fromMs) : 0;
  }

  #double(): void {
    const areas = this.#areas;
    for (let bucket = 0; bucket < BUCKETS / 2; bucket++) {
      areas[bucket] = (areas[2 * bucket] as number) + (areas[2 * bucket + 1] as number);
    }
    areas.fill(0, BUCKETS / 2);
    this.widthMs *= 2;
    this.#spanMs *= 2;
  }
}

/** A level that is told when it changes. */
export class Level {
  readonly levels = new Levels();
  value = 0;
  most = 0;
  /** The whole area so far, up to the last change: level x ms. */
  area = 0;
  #sinceMs = 0;

  set(nowMs: number, value: number): void {
    this.levels.add(this.#sinceMs, nowMs, this.value);
    this.area += this.value * (nowMs - this.#sinceMs);
    this.#sinceMs = nowMs;
    this.value = value;
    if (value > this.most) this.most = value;
  }

  change(nowMs: number, by: number): void {
    this.set(nowMs, this.value + by);
  }
}

/** A column of numbers that grows: a typed array behind a length. */
export interface Column {
  readonly length: number;
  push(value: number): void;
  /** The values so far; a view, valid until the next push. */
  values(): Float64Array;
}

export function createColumn(): Column {
  let buffer = new Float64Array(256);
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(value) {
      if (length === buffer.length) {
        const larger = new Float64Array(length * 2);
        larger.set(buffer);
        buffer = larger;
      }
      buffer[length++] = value;
    },
    values: () => buffer.subarray(0, length),
  };
}

/** A column that also knows its order. Sorting costs what is new since the last time, plus one merge. */
export interface SortedColumn extends Column {
  /** How many values `sorted` has to take in. */
  readonly unsortedCount: number;
  /** Ascending; never changed afterwards. */
  sorted(): Float64Array;
}

export function createSortedColumn(): SortedColumn {
  const column = createColumn();
  let sorted = new Float64Array(0);
  return {
    get length() {
      return column.length;
    },
    get unsortedCount() {
      return column.length - sorted.length;
    },
    push: column.push,
    values: column.values,
    sorted() {
      if (sorted.length < column.length) sorted = merge(sorted, column.values().slice(sorted.length).sort());
      return sorted;
    },
  };
}

function merge(a: Float64Array, b: Float64Array): Float64Array<ArrayBuffer> {
  const merged = new Float64Array(a.length + b.length);
  let fromA = 0;
  let fromB = 0;
  for (let to = 0; to < merged.length; to++) {
    const nextA = a[fromA] ?? Number.POSITIVE_INFINITY;
    const nextB = b[fromB] ?? Number.POSITIVE_INFINITY;
    if (fromB >= b.length || (fromA < a.length && nextA <= nextB)) {
      merged[to] = nextA;
      fromA++;
    } else {
      merged[to] = nextB;
      fromB++;
    }
  }
  return merged;
}

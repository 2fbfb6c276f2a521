/**
 * Where the measurements of a lane stand in the order of the workload, which is that of arrival: `order[n]` is the place of the
 * n-th item that was measured. Linear.
 * @param items the position in the workload of each measurement, each at most once
 */
export function itemOrder(items: Float64Array): Uint32Array {
  const places = Uint32Array.from(items, (_, place) => place);
  let isInOrder = true;
  let most = 0;
  for (const item of items) {
    isInOrder &&= item >= most;
    most = Math.max(most, item);
  }
  if (isInOrder) return places;
  const placeOf = new Int32Array(most + 1).fill(-1);
  for (const place of places) placeOf[items[place] ?? 0] = place;
  let next = 0;
  for (const place of placeOf) if (place >= 0) places[next++] = place;
  return places;
}

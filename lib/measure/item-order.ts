/**
 * Where the measurements of a lane stand in the order of the workload, which is that of arrival: `order[n]` is the place of the
 * n-th item that was measured. Linear.
 * @param items the position in the workload of each measurement, each at most once
 */
export function itemOrder(items: Float64Array): Uint32Array {
  const places = new Uint32Array(items.length);
  let isInOrder = true;
  let most = 0;
  for (let place = 0; place < items.length; place++) {
    const item = items[place] ?? 0;
    places[place] = place;
    if (item < most) isInOrder = false;
    else most = item;
  }
  if (isInOrder) return places;
  const placeOf = new Int32Array(most + 1).fill(-1);
  for (let place = 0; place < items.length; place++) placeOf[items[place] ?? 0] = place;
  let next = 0;
  for (let item = 0; item <= most; item++) {
    const place = placeOf[item] ?? -1;
    if (place >= 0) places[next++] = place;
  }
  return places;
}

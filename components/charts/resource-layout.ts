import { RESOURCE_MEASURES } from './resource-words';

export interface ResourceLayout {
  readonly columns: number;
  readonly gapPx: number;
  readonly heightPx: number;
  readonly cell: { readonly widthPx: number; readonly heightPx: number };
}

/** Up to three small pictures side by side where each has room for about 16 letters, else one under the other. */
export function resourceLayout(widthPx: number, textPx: number, leastHeightPx: number): ResourceLayout {
  const gapPx = Math.round(textPx * 1.5);
  const columns = Math.min(3, Math.max(1, Math.floor((widthPx + gapPx) / (16 * textPx + gapPx))));
  const rows = RESOURCE_MEASURES.length / columns;
  // A line for the title and one for each of three lanes.
  const leastCellPx = textPx * 6.6;
  const heightPx = Math.round(Math.max(leastHeightPx, rows * leastCellPx + (rows - 1) * gapPx));
  return {
    columns,
    gapPx,
    heightPx,
    cell: { widthPx: (widthPx - gapPx * (columns - 1)) / columns, heightPx: (heightPx - gapPx * (rows - 1)) / rows },
  };
}

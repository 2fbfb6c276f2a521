import { axisHeight } from '@/components/chart-kit/axis';
import { boldWidth } from '@/components/chart-kit/text-width';
import { LINE_EM } from '@/components/chart-kit/words';
import { linesOf } from '@/lib/chart/labels';
import type { Panel, Row } from '@/lib/exercises/drawing/panel';

/** What is written in a row. */
export interface RowWords {
  readonly name: string;
  readonly value: string;
}

export interface PanelLayout {
  /** Of each row: its name in lines; the value stands behind the last. */
  readonly names: readonly (readonly string[])[];
  /** From the edge of the picture to the first letter of a name. */
  readonly indents: readonly number[];
  readonly topPx: number;
  readonly rowPx: number;
  /** Of the names within a row. */
  readonly namesPx: number;
  readonly stripPx: number;
  readonly heightPx: number;
}

interface Sizes {
  readonly textPx: number;
  readonly markPx: number;
  /** Room kept for a value, px: rows must not grow when one arrives. */
  readonly valuePx: number;
}

/** Room for a panel's names and marks in a width: long names take several lines, and all rows are as high as the highest. */
export function panelLayout(
  panel: Panel,
  words: readonly RowWords[],
  widthPx: number,
  { textPx, markPx, valuePx }: Sizes,
): PanelLayout {
  const indents = panel.rows.map((row) => indentOf(row, textPx, markPx));
  const names = words.map(({ name }, index) =>
    linesOf(name, widthPx - (indents[index] ?? 0), (text) => boldWidth(text, textPx), valuePx),
  );
  const namesPx = Math.ceil(Math.max(1, ...names.map(({ length }) => length)) * textPx * LINE_EM);
  const stripPx = Math.ceil(textPx * 1.6);
  const rowPx = namesPx + stripPx + Math.ceil(textPx * 0.9);
  const topPx = Math.ceil(textPx * (panel.aim ? 1.9 : 0.2));
  return {
    names,
    indents,
    topPx,
    rowPx,
    namesPx,
    stripPx,
    heightPx: topPx + panel.rows.length * rowPx + axisHeight(true, textPx),
  };
}

/** Of the base line of a line of names, from the top of its row: the last one is nearest to the marks. */
export const baseLineOf = (line: number, lines: number, { namesPx }: PanelLayout, textPx: number) =>
  namesPx - textPx * (0.3 + (lines - 1 - line) * LINE_EM);

/** Room for the place number. */
export const placeWidth = (textPx: number) => Math.ceil(textPx * 1.5);

function indentOf({ place, lane }: Row, textPx: number, markPx: number): number {
  return (place === null ? 0 : placeWidth(textPx)) + (lane ? markPx + Math.ceil(textPx * 0.5) : 0);
}

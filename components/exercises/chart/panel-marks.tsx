import type { Plot } from '@/components/chart-kit/plot';
import { LaneSign } from '@/components/chart-kit/shapes';
import { textWidth } from '@/components/chart-kit/text-width';
import { Words } from '@/components/chart-kit/words';
import { LANE_STYLE } from '@/components/marks/lane-style';
import type { Panel, Row } from '@/lib/exercises/drawing/panel';
import { AimBands, AimLine, HeadWords, placeOn } from './aim';
import { baseLineOf, type PanelLayout, placeWidth, type RowWords } from './panel-layout';
import { RowMark } from './row-mark';

interface PanelMarksProps {
  readonly panel: Panel;
  readonly words: readonly RowWords[];
  readonly layout: PanelLayout;
  readonly aimWords: string;
  readonly plot: Plot;
  readonly widthPx: number;
}

/** Bands and line of the prediction, the names of the rows, and what was measured. */
export function PanelMarks({ panel, words, layout, aimWords, plot, widthPx }: PanelMarksProps) {
  const { axis, aim, rows } = panel;
  const { top, textPx } = plot;
  const aimX = aim && placeOn(axis, plot, aim.value);
  const rowY = (index: number) => top + index * layout.rowPx;
  const stripY = (index: number) => rowY(index) + layout.namesPx + textPx * 0.35;
  return (
    <>
      {aim &&
        rows.map(
          ({ id, isHeld }, index) =>
            isHeld && (
              <AimBands key={id} aim={aim} axis={axis} plot={plot} y={stripY(index)} heightPx={layout.stripPx} />
            ),
        )}
      {aimX !== null && (
        <>
          <AimLine plot={plot} x={aimX} fromY={top - textPx * 0.4} />
          <HeadWords lines={[aimWords]} x={aimX} y={top - textPx * 0.7} widthPx={widthPx} textPx={textPx} />
        </>
      )}
      {rows.map((row, index) => (
        <g key={row.id}>
          <RowName
            row={row}
            lines={layout.names[index] ?? []}
            layout={layout}
            value={words[index]?.value ?? ''}
            y={rowY(index)}
            indentPx={layout.indents[index] ?? 0}
            plot={plot}
          />
          {row.at && (
            <RowMark
              row={row}
              at={row.at}
              toX={(value) => placeOn(axis, plot, value)}
              y={stripY(index) + layout.stripPx / 2}
              plot={plot}
            />
          )}
        </g>
      ))}
    </>
  );
}

interface RowNameProps {
  readonly row: Row;
  readonly lines: readonly string[];
  readonly layout: PanelLayout;
  readonly value: string;
  readonly y: number;
  readonly indentPx: number;
  readonly plot: Plot;
}

/** The place, sign and name of a row; the value stands behind the last line of the name. */
function RowName({ row: { lane, place, reading }, lines, layout, value, y, indentPx, plot }: RowNameProps) {
  const { textPx, markPx } = plot;
  const last = lines.at(-1);
  const beside = last ? textWidth(last, textPx, 600) + textPx * 0.6 : 0;
  const baseLine = (line: number) => y + baseLineOf(line, lines.length, layout, textPx);
  return (
    <>
      {place !== null && <Words x={0} y={baseLine(0)} lines={String(place)} textPx={textPx} weight={700} />}
      {lane && (
        <g
          transform={`translate(${(place === null ? 0 : placeWidth(textPx)) + markPx / 2} ${baseLine(0) - textPx * 0.35})`}
        >
          <LaneSign lane={lane} radius={markPx / 2} />
        </g>
      )}
      <Words
        x={indentPx}
        y={baseLine(0)}
        lines={lines}
        textPx={textPx}
        {...(lane && { colour: LANE_STYLE[lane].textColour })}
      />
      <Words
        x={indentPx + beside}
        y={baseLine(lines.length - 1)}
        lines={value}
        textPx={textPx}
        weight={400}
        colour={reading ? 'var(--ink)' : 'var(--soft)'}
      />
    </>
  );
}

import { DefaultZIndexes, usePlotArea, useXAxisScale, ZIndexLayer } from 'recharts';
import { halo, UNTOUCHABLE } from '@/components/charts/chart-style';
import { textWidth } from '@/components/charts/text-width';
import { useChartText } from '@/components/charts/use-chart-text';
import { LaneShape } from '@/components/marks/lane-shape';
import { LANE_STYLE } from '@/components/marks/lane-style';
import type { Panel, Row } from '@/lib/exercises/drawing/panel';
import { AimBands } from './aim-bands';
import { AimLine, HeadLabel } from './aim-line';
import { baseLineOf, type PanelLayout, placeWidth, type RowWords } from './panel-layout';
import { RowMark } from './row-mark';

interface PanelMarksProps {
  readonly panel: Panel;
  readonly words: readonly RowWords[];
  readonly layout: PanelLayout;
  readonly aimWords: string;
  readonly widthPx: number;
}

/** Bands and line of the prediction, the names of the rows, and what was measured. */
export function PanelMarks({ panel: { axis, aim, rows }, words, layout, aimWords, widthPx }: PanelMarksProps) {
  const { textPx, strokePx, markPx } = useChartText();
  const scale = useXAxisScale();
  const plot = usePlotArea();
  if (!scale || !plot) return null;
  const toX = (value: number) => scale(Math.min(axis.most, Math.max(axis.least, value))) ?? plot.x;
  const stripY = (index: number) => plot.y + index * layout.rowPx + layout.namesPx + textPx * 0.35;
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.label}>
      <g style={UNTOUCHABLE}>
        {aim &&
          rows.map(
            ({ id, isHeld }, index) =>
              isHeld && (
                <AimBands
                  key={id}
                  aim={aim}
                  axis={axis}
                  toX={toX}
                  y={stripY(index)}
                  heightPx={layout.stripPx}
                  textPx={textPx}
                  strokePx={strokePx}
                />
              ),
          )}
        {aim && <AimLine x={toX(aim.value)} fromY={plot.y - textPx * 0.4} strokePx={strokePx} />}
        {aim && (
          <HeadLabel
            lines={[aimWords]}
            x={toX(aim.value)}
            y={plot.y - textPx * 0.7}
            widthPx={widthPx}
            textPx={textPx}
          />
        )}
        {rows.map((row, index) => (
          <g key={row.id}>
            <RowName
              row={row}
              lines={layout.names[index] ?? []}
              layout={layout}
              value={words[index]?.value ?? ''}
              y={plot.y + index * layout.rowPx}
              indentPx={layout.indents[index] ?? 0}
              textPx={textPx}
              markPx={markPx}
            />
            {row.at && (
              <RowMark
                row={row}
                at={row.at}
                toX={toX}
                startX={plot.x}
                y={stripY(index) + layout.stripPx / 2}
                textPx={textPx}
                strokePx={strokePx}
                markPx={markPx}
              />
            )}
          </g>
        ))}
      </g>
    </ZIndexLayer>
  );
}

interface RowNameProps {
  readonly row: Row;
  readonly lines: readonly string[];
  readonly layout: PanelLayout;
  readonly value: string;
  readonly y: number;
  readonly indentPx: number;
  readonly textPx: number;
  readonly markPx: number;
}

function RowName({ row: { lane, place, reading }, lines, layout, value, y, indentPx, textPx, markPx }: RowNameProps) {
  const last = lines.length - 1;
  const beside = lines[last] ? textWidth(lines[last], textPx, 600) + textPx * 0.6 : 0;
  const baseLine = (line: number) => y + baseLineOf(line, lines.length, layout, textPx);
  const first = baseLine(0);
  return (
    <g fontSize={textPx}>
      {place !== null && (
        <text x={0} y={first} fontWeight={700} fill="var(--ink)" {...halo(textPx)}>
          {place}
        </text>
      )}
      {lane && (
        <g
          transform={`translate(${(place === null ? 0 : placeWidth(textPx)) + markPx / 2} ${first - textPx * 0.35})`}
          fill={LANE_STYLE[lane].colour}
        >
          <LaneShape lane={lane} radius={markPx / 2} />
        </g>
      )}
      <text fontWeight={600} fill={lane ? LANE_STYLE[lane].textColour : 'var(--ink)'} {...halo(textPx)}>
        {lines.map((line, index) => (
          <tspan key={`${index}-${line}`} x={indentPx} y={baseLine(index)}>
            {line}
          </tspan>
        ))}
      </text>
      <text x={indentPx + beside} y={baseLine(last)} fill={reading ? 'var(--ink)' : 'var(--soft)'} {...halo(textPx)}>
        {value}
      </text>
    </g>
  );
}

import { halo } from './style';
import { textWidth } from './text-width';

interface WordsProps {
  /** Of the first letter, or as `anchor` says. */
  readonly x: number;
  /** The base line of the first line. */
  readonly y: number;
  readonly lines: string | readonly string[];
  readonly textPx: number;
  readonly colour?: string;
  readonly weight?: number;
  readonly anchor?: 'start' | 'middle' | 'end';
}

/** From line to line, in heights of the text. */
export const LINE_EM = 1.25;

/** Words in a drawing, legible over lines. */
export function Words({ x, y, lines, textPx, colour = 'var(--ink)', weight = 600, anchor = 'start' }: WordsProps) {
  return (
    <text x={x} y={y} fontSize={textPx} fontWeight={weight} fill={colour} textAnchor={anchor} {...halo(textPx)}>
      {typeof lines === 'string'
        ? lines
        : lines.map((line, row) => (
            <tspan key={`${row}-${line}`} x={x} y={y + row * textPx * LINE_EM}>
              {line}
            </tspan>
          ))}
    </text>
  );
}

/** The room that lines of words take, px. */
export function sizeOfWords(lines: readonly string[], textPx: number, weight: number) {
  return {
    width: Math.max(0, ...lines.map((line) => textWidth(line, textPx, weight))),
    height: textPx * LINE_EM * lines.length,
  };
}

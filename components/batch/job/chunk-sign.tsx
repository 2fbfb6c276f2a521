import { hatchPath } from '@/components/chart-kit/hatch';
import type { ChunkState } from '@/lib/wire/batch-system';

interface SquareProps {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

const square = ({ x, y, side }: SquareProps, inset: number) =>
  `M${x + inset} ${y + inset}h${side - 2 * inset}v${side - 2 * inset}h${2 * inset - side}z`;
const cross = ({ x, y, side }: SquareProps) =>
  `M${x + side * 0.22} ${y + side * 0.22}l${side * 0.56} ${side * 0.56}M${x + side * 0.78} ${y + side * 0.22}l${-side * 0.56} ${side * 0.56}`;

/**
 * All cells of one state as two paths: waiting hollow, at work hatched, done filled, set aside crossed out. Attributes, not
 * classes: a saved SVG must look the same. Two paths cost the same for one cell and for two thousand.
 */
export function ChunkCells({ state, cells }: { state: ChunkState; cells: readonly SquareProps[] }) {
  if (cells.length === 0) return null;
  switch (state) {
    case 'waiting':
      return <path d={cells.map((cell) => square(cell, 0.5)).join('')} fill="none" stroke="var(--control-line)" />;
    case 'active':
      return (
        <>
          <path
            d={cells.map((cell) => square(cell, 0.75)).join('')}
            fill="var(--batch-wash)"
            stroke="var(--batch)"
            strokeWidth={1.5}
          />
          <path
            d={cells.map(({ x, y, side }) => hatchPath(x, y, side, side, Math.min(16, Math.max(3, side / 3)))).join('')}
            fill="none"
            stroke="var(--batch)"
          />
        </>
      );
    case 'done':
      return <path d={cells.map((cell) => square(cell, 0)).join('')} fill="var(--batch)" />;
    case 'set-aside':
      return (
        <>
          <path
            d={cells.map((cell) => square(cell, 0.75)).join('')}
            fill="var(--card)"
            stroke="var(--invalid-text)"
            strokeWidth={1.5}
          />
          <path d={cells.map(cross).join('')} fill="none" stroke="var(--invalid-text)" strokeWidth={1.75} />
        </>
      );
  }
}

/** The sign of one state. */
export function ChunkSign({ state, ...cell }: SquareProps & { state: ChunkState }) {
  return <ChunkCells state={state} cells={[cell]} />;
}

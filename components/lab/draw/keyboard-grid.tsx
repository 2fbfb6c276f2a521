'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { Stroke } from '@/lib/model/digit-shapes';
import styles from './draw-pad.module.css';

const SIDE = 14;
const STEPS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Between the cells, faint. */
const LINES = Array.from({ length: SIDE - 1 }, (_, index) => `M${index + 1} 0v${SIDE}M0 ${index + 1}h${SIDE}`).join('');

interface KeyboardGridProps {
  readonly disabled: boolean;
  onChange(strokes: readonly Stroke[]): void;
}

/** Drawing without a pointer: arrows move over a grid, Space inks a cell, Shift with an arrow inks while moving. */
export function KeyboardGrid({ disabled, onChange }: KeyboardGridProps) {
  const t = useTranslations('draw.grid');
  const helpId = useId();
  const grid = useRef<HTMLDivElement>(null);
  const [inked, setInked] = useState<ReadonlySet<number>>(new Set());
  const [at, setAt] = useState({ x: 7, y: 3 });
  // Who asked for the grid, or cleared it, goes on drawing.
  useEffect(() => grid.current?.focus(), []);
  const change = (next: ReadonlySet<number>) => {
    setInked(next);
    onChange(strokesOf(next));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (disabled) return;
    const here = at.y * SIDE + at.x;
    const step = STEPS[event.key];
    if (step) {
      event.preventDefault();
      const next = { x: clamp(at.x + step[0]), y: clamp(at.y + step[1]) };
      setAt(next);
      if (event.shiftKey) change(new Set([...inked, here, next.y * SIDE + next.x]));
    } else if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault();
      const next = new Set(inked);
      if (!next.delete(here)) next.add(here);
      change(next);
    }
  };
  const isInked = inked.has(at.y * SIDE + at.x);
  return (
    <div>
      <div
        ref={grid}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application is operated by keys
        tabIndex={0}
        className={styles.grid}
        aria-label={t('label')}
        aria-describedby={helpId}
        onKeyDown={onKeyDown}
      >
        <svg viewBox={`0 0 ${SIDE} ${SIDE}`} aria-hidden="true">
          <path d={LINES} className={styles.lines} />
          {[...inked].map((cell) => (
            <rect key={cell} x={cell % SIDE} y={Math.floor(cell / SIDE)} width={1} height={1} className={styles.ink} />
          ))}
          <rect x={at.x + 0.06} y={at.y + 0.06} width={0.88} height={0.88} className={styles.cursor} />
        </svg>
      </div>
      <p id={helpId} className={`${styles.help} above-2 soft tiny`}>
        {t('help')}
      </p>
      <p className="visually-hidden" aria-live="polite">
        {t(isInked ? 'inked' : 'empty', { row: at.y + 1, column: at.x + 1 })}
      </p>
    </div>
  );
}

const clamp = (value: number) => Math.max(0, Math.min(SIDE - 1, value));

/** A line between each two neighbouring cells, and a dot for a cell alone. */
function strokesOf(inked: ReadonlySet<number>): Stroke[] {
  const middle = (cell: number) => [((cell % SIDE) + 0.5) / SIDE, (Math.floor(cell / SIDE) + 0.5) / SIDE] as const;
  return [...inked].flatMap((cell) => {
    const x = cell % SIDE;
    const neighbours = [
      x < SIDE - 1 ? cell + 1 : -1,
      cell + SIDE,
      x > 0 ? cell + SIDE - 1 : -1,
      x < SIDE - 1 ? cell + SIDE + 1 : -1,
    ];
    const lines = neighbours.filter((other) => inked.has(other)).map((other): Stroke => [middle(cell), middle(other)]);
    return lines.length > 0 ? lines : [[middle(cell)]];
  });
}

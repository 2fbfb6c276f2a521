import type { KeyboardEvent } from 'react';
import type { Scale } from '@/lib/exercises/scale';
import { stepFrom, valueAt } from '@/lib/exercises/scale';

const PAGE = 10;

interface ScaleKeys {
  readonly scale: Scale;
  readonly value: number | null;
  /** A field of text needs the keys that move its cursor. */
  readonly onlyVertical?: boolean;
  onChange(value: number): void;
}

/**
 * Arrow keys go from stop to stop, Page keys ten at a time, Home and End to the ends. What was not placed yet appears in
 * the middle at the first of them. Browsers' own steps know no logarithms.
 */
export function scaleKeys({ scale, value, onlyVertical = false, onChange }: ScaleKeys) {
  return (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.currentTarget.readOnly) return;
    const isVertical = /^(Arrow|Page)(Up|Down)$/.test(event.key);
    if (onlyVertical && !isVertical) return;
    const isReversed = event.key.startsWith('Arrow') && !isVertical && isRightToLeft(event.currentTarget);
    const next = nextOf(event.key, isReversed ? -1 : 1, scale, value);
    if (next === null) return;
    event.preventDefault();
    onChange(next);
  };
}

export const isRightToLeft = (element: Element) => getComputedStyle(element).direction === 'rtl';

function nextOf(key: string, sense: 1 | -1, scale: Scale, value: number | null): number | null {
  if (key === 'Home') return scale.least;
  if (key === 'End') return scale.most;
  const by = STEPS[key];
  if (by === undefined) return null;
  return value === null ? valueAt(scale, 0.5) : stepFrom(scale, value, by * sense);
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowUp: 1,
  ArrowRight: 1,
  ArrowDown: -1,
  ArrowLeft: -1,
  PageUp: PAGE,
  PageDown: -PAGE,
};

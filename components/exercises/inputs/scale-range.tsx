import { useTranslations } from 'next-intl';
import type { MouseEvent } from 'react';
import type { Scale } from '@/lib/exercises/scale';
import { positionOf, valueAt } from '@/lib/exercises/scale';
import { isRightToLeft, scaleKeys } from './scale-keys';
import { useValueWords } from './use-value-words';

interface ScaleRangeProps {
  readonly className: string | undefined;
  readonly scale: Scale;
  /** `null`: not placed. */
  readonly value: number | null;
  readonly label: string;
  /** What is said while it is not placed, where that is an answer too. */
  readonly unplaced?: string;
  readonly disabled: boolean;
  onChange(value: number): void;
}

/** Width of a handle, rem: its middle stays half of it away from the ends (`--handle` in the style sheets). */
const HANDLE_REM = 1.875;

/** A handle on a scale: the browser's own range input over positions from 0 to 1. `data-placed` says whether it was placed. */
export function ScaleRange({ className, scale, value, label, unplaced, disabled, onChange }: ScaleRangeProps) {
  const t = useTranslations('prediction.slider');
  const words = useValueWords(scale.unit);
  /** Some browsers move the handle only when it is dragged, and none says so where it is pressed but need not move. */
  const onClick = (event: MouseEvent<HTMLInputElement>) => {
    if (disabled || event.detail === 0) return;
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const handlePx = HANDLE_REM * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const fromLeft = Math.min(1, Math.max(0, (event.clientX - left - handlePx / 2) / (width - handlePx)));
    onChange(valueAt(scale, isRightToLeft(event.currentTarget) ? 1 - fromLeft : fromLeft));
  };
  return (
    <input
      type="range"
      className={className}
      min={0}
      max={1}
      step="any"
      value={value === null ? 0.5 : positionOf(scale, value)}
      data-placed={value !== null}
      aria-label={label}
      aria-valuetext={value === null ? (unplaced ?? t('unplaced')) : words(value)}
      disabled={disabled}
      onChange={(event) => onChange(valueAt(scale, event.target.valueAsNumber))}
      onClick={onClick}
      onKeyDown={scaleKeys({ scale, value, onChange })}
    />
  );
}

'use client';

import { NumberInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';

interface NumberFieldProps {
  readonly label: string;
  readonly description?: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly whole?: boolean;
  /** By how much an arrow key changes the value. */
  readonly step?: number;
  /** A reason in words why this value will not do, although it is in range. */
  readonly refuse?: (value: number) => string | null;
  onChange(value: number): void;
  /** Whether what stands in the field will do, whenever that changes. */
  onValid?(valid: boolean): void;
}

/** A number that takes effect once it is valid; until then it says what is wrong and the old value stays. */
export function NumberField({
  label,
  description,
  value,
  min,
  max,
  whole = false,
  step = whole ? 10 : 1,
  refuse,
  onChange,
  onValid,
}: NumberFieldProps) {
  const t = useTranslations('sentence.invalid');
  const [draft, setDraft] = useState<number | string>(value);
  useEffect(() => setDraft(value), [value]);
  const problemOf = (entered: number | string): string | null => {
    const isRight =
      typeof entered === 'number' && entered >= min && entered <= max && (!whole || Number.isInteger(entered));
    if (!isRight) return t(whole ? 'whole' : 'range', { min, max });
    return refuse?.(entered) ?? null;
  };
  return (
    <NumberInput
      size="md"
      label={label}
      description={description}
      value={draft}
      error={problemOf(draft)}
      allowDecimal={!whole}
      allowNegative={false}
      clampBehavior="none"
      step={step}
      onChange={(entered) => {
        setDraft(entered);
        const isRight = typeof entered === 'number' && problemOf(entered) === null;
        onValid?.(isRight);
        if (isRight) onChange(entered);
      }}
    />
  );
}

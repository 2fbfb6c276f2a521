'use client';

import type { ComponentProps } from 'react';
import { NumberField } from '@/components/kit/number-field';
import { SETUP_FIELDS } from '@/lib/experiment/setup-fields';
import type { LimitedField } from '@/lib/experiment/setup-limits';

interface SetupNumberProps
  extends Pick<ComponentProps<typeof NumberField>, 'label' | 'description' | 'step' | 'refuse' | 'value' | 'onChange'> {
  readonly field: LimitedField;
  /** A field of ms that is asked for in seconds. */
  readonly inSeconds?: boolean;
  /** The smallest value that makes sense here. */
  readonly least?: number;
}

/** A number of the set-up, within the limits of its field. `value` and what is told are in the unit of the field. */
export function SetupNumber({ field, value, inSeconds = false, least, refuse, onChange, ...rest }: SetupNumberProps) {
  const { limits, whole } = SETUP_FIELDS[field];
  const scale = inSeconds ? 1000 : 1;
  const toField = (entered: number) => (inSeconds ? Math.round(entered * scale) : entered);
  return (
    <NumberField
      {...rest}
      value={value / scale}
      min={(least ?? limits.min) / scale}
      max={limits.max / scale}
      whole={whole && !inSeconds}
      {...(refuse && { refuse: (entered: number) => refuse(toField(entered)) })}
      onChange={(entered) => onChange(toField(entered))}
    />
  );
}

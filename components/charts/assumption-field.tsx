import { NumberInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { ASSUMPTIONS, type AssumptionId, isUsable } from '@/lib/measure/assumptions';
import { usePlainNumber } from './estimate-words';

interface AssumptionFieldProps {
  readonly id: AssumptionId;
  readonly value: number;
  onChange(value: number): void;
}

/** One assumption and where it comes from. It takes effect once it is usable; until then the old one stays, and that is said. */
export function AssumptionField({ id, value, onChange }: AssumptionFieldProps) {
  const t = useTranslations('estimates.assumptions');
  const plain = usePlainNumber();
  const [draft, setDraft] = useState<number | string>(value);
  useEffect(() => setDraft(value), [value]);
  const { least, most } = ASSUMPTIONS[id];
  return (
    <NumberInput
      size="md"
      label={t(`${id}.label`)}
      description={t(`${id}.source`)}
      value={draft}
      error={isUsable(id, draft) ? null : t('refused', { least: plain(least), most: plain(most), value: plain(value) })}
      clampBehavior="none"
      hideControls
      onChange={(entered) => {
        setDraft(entered);
        if (isUsable(id, entered)) onChange(entered);
      }}
    />
  );
}

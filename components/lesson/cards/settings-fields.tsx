'use client';

import { Slider } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFigures } from '@/components/charts/format';
import { NumberField } from '@/components/kit/number-field';
import { MantineRoot } from '@/components/shell/mantine-root';
import { type CardSettings, SETTING_LIMITS } from '@/lib/lesson/cards/stored';
import styles from './part.module.css';

interface SettingsFieldsProps {
  readonly settings: CardSettings;
  onChange(settings: CardSettings): void;
}

/** What the learner may choose about the schedule. */
export function SettingsFields({ settings, onChange }: SettingsFieldsProps) {
  const t = useTranslations('cards.settings');
  const figures = useFigures();
  const [dragged, setDragged] = useState<number | null>(null);
  const retention = dragged ?? settings.desiredRetention;
  return (
    <MantineRoot>
      <div className={`${styles.fields} grid pad-y-2`}>
        <div>
          <p className="flex between gap-4 semibold" aria-hidden="true">
            <span>{t('retention')}</span>
            <span className="soft regular">{figures.share(retention)}</span>
          </p>
          <Slider
            className="pad-y-3"
            {...SETTING_LIMITS.desiredRetention}
            step={0.01}
            value={retention}
            label={null}
            thumbLabel={t('retention')}
            thumbProps={{ 'aria-valuetext': t('retentionValue', { share: figures.share(retention) }) }}
            onChange={setDragged}
            onChangeEnd={(value) => {
              setDragged(null);
              onChange({ ...settings, desiredRetention: Math.round(value * 100) / 100 });
            }}
          />
          <p className="measure soft small">{t('retentionNote')}</p>
        </div>
        <NumberField
          label={t('newPerDay')}
          description={t('newNote')}
          value={settings.newPerDay}
          {...SETTING_LIMITS.newPerDay}
          whole
          step={1}
          onChange={(newPerDay) => onChange({ ...settings, newPerDay })}
        />
      </div>
    </MantineRoot>
  );
}

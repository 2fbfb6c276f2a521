'use client';

import { Switch } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Problem } from '@/components/batch/problem';
import { Section } from '@/components/batch/section';
import { useAction } from '@/components/batch/use-action';
import { requests } from '@/lib/batch-page/requests';
import type { OperatorSettings } from '@/lib/wire/operator-schema';

const NAMES = ['upload', 'generate', 'score'] as const;

/** What visitors may do. */
export function Switches({ settings, onSet }: { settings: OperatorSettings; onSet(): Promise<void> }) {
  const t = useTranslations('operator.switches');
  const action = useAction();
  const { visitorsMay } = settings;
  const set = (name: (typeof NAMES)[number], on: boolean) =>
    action.run(() => requests.setOperatorSettings({ visitorsMay: { ...visitorsMay, [name]: on } }).then(onSet));
  return (
    <Section title={t('title')} lead={t('lead')}>
      <div className="grid one-column gap-3">
        {NAMES.map((name) => (
          <Switch
            key={name}
            label={t(`${name}.name`)}
            description={t(`${name}.about`)}
            styles={{ thumb: { backgroundColor: 'var(--paper)' } }}
            checked={visitorsMay[name]}
            disabled={action.busy}
            onChange={(event) => set(name, event.currentTarget.checked)}
          />
        ))}
      </div>
      <Problem error={action.error} onClose={action.dismiss} />
    </Section>
  );
}

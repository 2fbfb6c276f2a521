import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { lazyPart } from '@/components/shell/lazy-part';
import type { CardSettings as Settings } from '@/lib/lesson/cards/stored';
import styles from './part.module.css';

/** Its controls come when the part is opened. */
const SettingsFields = lazyPart(
  () => import('./settings-fields').then((module) => module.SettingsFields),
  () => <div className={`${styles.fields} grid pad-y-2`} />,
);

interface CardSettingsProps {
  readonly settings: Settings;
  onChange(settings: Settings): void;
}

export function CardSettings(props: CardSettingsProps) {
  const t = useTranslations('cards.settings');
  const [opened, setOpened] = useState(false);
  return (
    <details
      className={`${styles.part} grid from-top gap-3 pad-above-6 narrow line-above`}
      onToggle={(event) => setOpened(opened || event.currentTarget.open)}
    >
      <summary>
        <h2 className="large">{t('title')}</h2>
      </summary>
      {opened && <SettingsFields {...props} />}
    </details>
  );
}

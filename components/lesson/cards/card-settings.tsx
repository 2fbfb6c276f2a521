import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { CardSettings as Settings } from '@/lib/lesson/cards/stored';
import styles from './part.module.css';

/** Its controls come when the part is opened. */
const SettingsFields = dynamic(() => import('./settings-fields').then((module) => module.SettingsFields), {
  ssr: false,
  loading: () => <div className={styles.fields} />,
});

interface CardSettingsProps {
  readonly settings: Settings;
  onChange(settings: Settings): void;
}

export function CardSettings(props: CardSettingsProps) {
  const t = useTranslations('cards.settings');
  const [opened, setOpened] = useState(false);
  return (
    <details className={styles.part} onToggle={(event) => setOpened(opened || event.currentTarget.open)}>
      <summary>
        <h2>{t('title')}</h2>
      </summary>
      {opened && <SettingsFields {...props} />}
    </details>
  );
}

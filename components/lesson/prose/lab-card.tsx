import { useTranslations } from 'next-intl';
import { IntentLink } from '@/components/shell/intent-link';
import { type PresetId, presetHref } from '@/lib/lesson/presets';
import styles from './prose.module.css';

/** Leads to the Lab with everything set up for what was just told. */
export function LabCard({ id }: { id: PresetId }) {
  const t = useTranslations('lesson');
  return (
    <aside className={styles.lab} data-plain>
      <p className={styles.label}>{t('lab.label')}</p>
      <p>{t(`presets.${id}.look`)}</p>
      <IntentLink href={presetHref(id)}>{t(`presets.${id}.title`)}</IntentLink>
    </aside>
  );
}

import { useTranslations } from 'next-intl';
import { IntentLink } from '@/components/shell/intent-link';
import type { SectionId } from '@/lib/lesson/outline';
import { LESSON_PAGES } from './lesson-pages';
import styles from './section-steps.module.css';

/** The pages before and after this one. */
export function SectionSteps({ section }: { section: SectionId }) {
  const t = useTranslations('lesson');
  const at = LESSON_PAGES.findIndex(({ id }) => id === section);
  const before = LESSON_PAGES[at - 1];
  const after = LESSON_PAGES[at + 1];
  return (
    <div className={`${styles.steps} flex between gap-4 measure above-8 line-above`}>
      {before && (
        <IntentLink className="grid target no-underline" href={before.href}>
          <span className="soft small">{t('steps.before')}</span>
          <strong className="underlined bold">{t(`pages.${before.id}`)}</strong>
        </IntentLink>
      )}
      {after && (
        <IntentLink href={after.href} className="push text-end grid target no-underline">
          <span className="soft small">{t('steps.after')}</span>
          <strong className="underlined bold">{t(`pages.${after.id}`)}</strong>
        </IntentLink>
      )}
    </div>
  );
}

import { useTranslations } from 'next-intl';
import { IntentLink } from '@/components/shell/intent-link';
import type { SectionId } from '@/lib/lesson/outline';
import { LESSON_PAGES } from './lesson-pages';

/** The pages before and after this one. */
export function SectionSteps({ section }: { section: SectionId }) {
  const t = useTranslations('lesson');
  const at = LESSON_PAGES.findIndex(({ id }) => id === section);
  const before = LESSON_PAGES[at - 1];
  const after = LESSON_PAGES[at + 1];
  return (
    <div className="flex between gap-4 above-8 pad-above-4 measure line-above no-print">
      {before && (
        <IntentLink className="grid target no-underline" href={before.href}>
          <span className="soft small">{t('steps.before')}</span>
          <strong className="bold underlined">{t(`pages.${before.id}`)}</strong>
        </IntentLink>
      )}
      {after && (
        <IntentLink href={after.href} className="grid push target text-end no-underline">
          <span className="soft small">{t('steps.after')}</span>
          <strong className="bold underlined">{t(`pages.${after.id}`)}</strong>
        </IntentLink>
      )}
    </div>
  );
}

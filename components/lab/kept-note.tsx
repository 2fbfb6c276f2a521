import { useTranslations } from 'next-intl';
import { IntentLink } from '@/components/shell/intent-link';

/** Says that what was measured is kept, and where it is found. Messages: `studies`. */
export function KeptNote() {
  const t = useTranslations('studies.kept');
  return (
    <p className="soft small">{t.rich('saved', { a: (chunks) => <IntentLink href="/runs">{chunks}</IntentLink> })}</p>
  );
}

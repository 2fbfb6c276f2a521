import { useTranslations } from 'next-intl';
import { Notice } from '@/components/kit/notice';
import type { ErrorReport } from '@/lib/errors';
import { ErrorWords } from './error-words';

/** What of an address could not be used, in words. The messages of `errors` and `sentence` must be at hand. */
export function LinkProblems({ problems }: { readonly problems: readonly ErrorReport[] }) {
  const t = useTranslations('sentence.problems');
  if (problems.length === 0) return null;
  return (
    <Notice className="below-4" aria-label={t('title')}>
      <h2>{t('title')}</h2>
      {problems.map((problem) =>
        // What is said of a request is for who writes one.
        problem.code === 'malformed-request' ? (
          <p key={problem.detail} className="small">
            {problem.detail}
          </p>
        ) : (
          <ErrorWords key={problem.detail} report={problem} />
        ),
      )}
      <p>{t('rest')}</p>
    </Notice>
  );
}

import { useTranslations } from 'next-intl';
import { Notice } from '@/components/kit/notice';
import type { ErrorReport } from '@/lib/errors';

const KNOWN = [
  'damaged-link',
  'malformed-request',
  'malformed-json',
  'newer-schema',
  'too-large',
  'unknown-parameter',
] as const;
/** More than these only hide what matters. */
const MOST = 6;

interface SetProblemsProps {
  readonly problems: readonly ErrorReport[];
  /** What happened, where it was not a part only that could not be used. */
  readonly lead?: string;
}

/** What could not be used of a link or a file, in words. */
export function SetProblems({ problems, lead }: SetProblemsProps) {
  const t = useTranslations('sets.problems');
  if (problems.length === 0) return null;
  const codes = [...new Set(problems.map(({ code }) => KNOWN.find((known) => known === code) ?? ('other' as const)))];
  return (
    <Notice className="above-4 below-4">
      <p className="bolder">
        {lead ?? (codes.includes('damaged-link') ? t('damaged') : t('title', { count: problems.length }))}
      </p>
      <p>{codes.map((code) => t(`why.${code}`)).join(' ')}</p>
      <ul>
        {problems.slice(0, MOST).map(({ detail }) => (
          <li key={detail}>{detail}</li>
        ))}
        {problems.length > MOST && <li>{t('more', { count: problems.length - MOST })}</li>}
      </ul>
    </Notice>
  );
}

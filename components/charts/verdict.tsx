import { useTranslations } from 'next-intl';
import type { LaneSummary } from '@/lib/measure/summary';
import type { Validity } from '@/lib/measure/validity';
import { useFigures } from './format';
import { useWords } from './use-words';
import classes from './verdict.module.css';

/** Whether the run may be quoted, and what to do if not. */
export function Verdict({ validity, summaries }: { validity: Validity; summaries: readonly LaneSummary[] }) {
  const t = useTranslations('findings.validity');
  const words = useWords();
  const figures = useFigures();
  const counts = summaries.map((summary) => summary.counts.completed);
  const same = counts.every((count) => count === counts[0]);
  const told = [...validity.reasons, ...validity.cautions];
  return (
    <div className={classes.verdict} role="status">
      <strong data-verdict={validity.verdict}>{t(validity.verdict)}</strong>
      <ul>
        {validity.verdict === 'valid' && same && (
          <li>{t('summary', { lanes: counts.length, count: figures.count(counts[0] ?? 0) })}</li>
        )}
        {told.map((reason) => (
          <li key={`${reason.id}-${reason.lane}`}>{words.reason(reason)}</li>
        ))}
      </ul>
    </div>
  );
}

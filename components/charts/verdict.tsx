import { useTranslations } from 'next-intl';
import type { LaneId } from '@/lib/measure/lane-record';
import type { Stability } from '@/lib/measure/stability';
import type { LaneSummary } from '@/lib/measure/summary';
import type { Validity } from '@/lib/measure/validity';
import { useFigures } from './format';
import { StabilityTable } from './stability-table';
import { useWords } from './use-words';
import classes from './verdict.module.css';

interface VerdictProps {
  readonly validity: Validity;
  readonly summaries: readonly LaneSummary[];
  readonly stability: Readonly<Record<LaneId, Stability>>;
}

/** Whether the run may be quoted; if not, why not and what to do; and how steady the lanes were. */
export function Verdict({ validity, summaries, stability }: VerdictProps) {
  const t = useTranslations('findings.validity');
  const words = useWords();
  const figures = useFigures();
  const counts = summaries.map((summary) => summary.counts.completed);
  const same = counts.every((count) => count === counts[0]);
  // What helps one lane helps the others: it is said once.
  const all = [...validity.reasons, ...validity.cautions];
  const remedies = [...new Set(all.map(words.remedy))];
  return (
    <div className={classes.verdict}>
      {/* The verdict is said when it comes; the table behind it only to who opens it. */}
      <div className={classes.said} role="status">
        <strong data-verdict={validity.verdict}>{t(validity.verdict)}</strong>
        <ul>
          {validity.verdict === 'valid' && same && (
            <li>{t('summary', { lanes: counts.length, count: figures.count(counts[0] ?? 0) })}</li>
          )}
          {remedies.map((remedy) => (
            <li key={remedy}>
              {all
                .filter((reason) => words.remedy(reason) === remedy)
                .map(words.reason)
                .join(' ')}{' '}
              <span className={classes.remedy}>{remedy}</span>
            </li>
          ))}
          {validity.emulated.length > 0 && <li>{words.emulated(validity.emulated)}</li>}
        </ul>
      </div>
      <StabilityTable stability={stability} />
    </div>
  );
}

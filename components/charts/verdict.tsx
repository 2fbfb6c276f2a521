import { useTranslations } from 'next-intl';
import type { Stability } from '@/lib/measure/stability';
import type { LaneSummary } from '@/lib/measure/summary';
import type { Validity } from '@/lib/measure/validity';
import type { ModeId } from '@/lib/modes';
import { useFigures } from './format';
import { StabilityTable } from './stability-table';
import { useWords } from './use-words';
import classes from './verdict.module.css';

interface VerdictProps {
  readonly validity: Validity;
  readonly summaries: readonly LaneSummary[];
  readonly stability: Readonly<Partial<Record<ModeId, Stability>>>;
}

/** Whether the run may be quoted; if not, why not and what to do; and how steady the lanes were. */
export function Verdict({ validity, summaries, stability }: VerdictProps) {
  const t = useTranslations('findings.validity');
  const words = useWords();
  const figures = useFigures();
  const counts = summaries.map((summary) => summary.counts.completed);
  const same = counts.every((count) => count === counts[0]);
  const told = [...validity.reasons, ...validity.cautions];
  return (
    <div className={classes.verdict}>
      {/* The verdict is said when it comes; the table behind it only to who opens it. */}
      <div className={classes.said} role="status">
        <strong data-verdict={validity.verdict}>{t(validity.verdict)}</strong>
        <ul>
          {validity.verdict === 'valid' && same && (
            <li>{t('summary', { lanes: counts.length, count: figures.count(counts[0] ?? 0) })}</li>
          )}
          {told.map((reason) => (
            <li key={`${reason.id}-${reason.lane}`}>
              {words.reason(reason)} <span className={classes.remedy}>{words.remedy(reason)}</span>
            </li>
          ))}
          {validity.emulated.length > 0 && <li>{words.emulated(validity.emulated)}</li>}
        </ul>
      </div>
      <StabilityTable stability={stability} />
    </div>
  );
}

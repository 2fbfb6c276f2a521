import { useTranslations } from 'next-intl';
import { type ReactNode, useId } from 'react';
import type { Validity, ValidityReason } from '@/lib/measure/validity';
import { cardId, REASONS } from './point-to';
import { useWords } from './use-words';
import classes from './validity-words.module.css';

/** Every reason why a run is not valid, and what else to mind, each with what to do about it; nothing where there is none. */
export function ValidityWords({ validity: { reasons, cautions, emulated } }: { validity: Validity }) {
  const t = useTranslations('findings.validity');
  const words = useWords();
  return (
    <>
      <Reasons title={t('why')} verdict="invalid" reasons={reasons} />
      <Reasons title={t('mind')} verdict="valid" reasons={cautions}>
        {emulated.length > 0 && <li>{words.emulated(emulated)}</li>}
      </Reasons>
    </>
  );
}

interface ReasonsProps {
  readonly title: string;
  readonly verdict: Validity['verdict'];
  readonly reasons: readonly ValidityReason[];
  readonly children?: ReactNode;
}

function Reasons({ title, verdict, reasons, children }: ReasonsProps) {
  const words = useWords();
  const id = useId();
  if (reasons.length === 0 && !children) return null;
  // What helps one lane helps the others: it is said once.
  const remedies = [...new Set(reasons.map(words.remedy))];
  return (
    <section
      id={verdict === 'invalid' ? cardId(REASONS) : undefined}
      className={classes.reasons}
      tabIndex={-1}
      aria-labelledby={id}
    >
      <h3 id={id} data-verdict={verdict}>
        {title}
      </h3>
      <ul>
        {remedies.map((remedy) => (
          <li key={remedy}>
            {reasons
              .filter((reason) => words.remedy(reason) === remedy)
              .map(words.reason)
              .join(' ')}{' '}
            <span className="ink">{remedy}</span>
          </li>
        ))}
        {children}
      </ul>
    </section>
  );
}

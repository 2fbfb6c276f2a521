import { useTranslations } from 'next-intl';
import { LaneMark } from '@/components/marks/lane-mark';
import type { Finding } from '@/lib/measure/findings';
import { EmulatedBadge, useLaneNames } from './emulated';
import classes from './findings-list.module.css';
import { cardId, pointTo } from './point-to';
import { useWords } from './use-words';

/** As many stand at once; the rest is one step away. */
const SHOWN = 5;

/** Findings in words, each behind the mark of its lane and with a way to the chart that shows it. */
export function FindingsList({ findings }: { findings: readonly Finding[] }) {
  const t = useTranslations('charts.panel');
  const more = findings.slice(SHOWN);
  return (
    <>
      <Findings findings={findings.slice(0, SHOWN)} />
      {more.length > 0 && (
        <details className={classes.more}>
          <summary>{t('more', { count: more.length })}</summary>
          <Findings findings={more} />
        </details>
      )}
    </>
  );
}

function Findings({ findings }: { findings: readonly Finding[] }) {
  const words = useWords();
  const t = useTranslations('charts.panel');
  const names = useLaneNames();
  return (
    <ul className={classes.list}>
      {findings.map((finding) => (
        <li key={`${finding.id}-${finding.lane}`}>
          <span className={classes.mark}>{finding.lane && <LaneMark lane={finding.lane} size={15} />}</span>
          <span>
            {words.finding(finding)} {finding.lane && names(finding.lane).note && <EmulatedBadge />}{' '}
            <a
              className={classes.chart}
              href={`#${cardId(finding.chart)}`}
              onClick={(event) => {
                // The address is the set-up of the run; where the reader looks is none of it.
                event.preventDefault();
                pointTo(finding.chart);
              }}
            >
              {t(`see.${finding.chart}`)}
            </a>
          </span>
        </li>
      ))}
    </ul>
  );
}

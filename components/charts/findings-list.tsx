import { useTranslations } from 'next-intl';
import { LaneMark } from '@/components/marks/lane-mark';
import type { Finding } from '@/lib/measure/findings';
import { EmulatedBadge, useLaneNames } from './emulated';
import classes from './findings-list.module.css';
import { cardId, pointTo } from './point-to';
import { useWords } from './use-words';

/** Findings in words, each behind the mark of its lane and with a way to the chart that shows it. */
export function FindingsList({ findings }: { findings: readonly Finding[] }) {
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

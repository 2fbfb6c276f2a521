import { useTranslations } from 'next-intl';
import { Button } from '@/components/kit/button';
import { LaneMark } from '@/components/marks/lane-mark';
import type { ChartId } from '@/lib/measure/chart-id';
import type { Finding } from '@/lib/measure/findings';
import { EmulatedBadge, useLaneNames } from './emulated';
import classes from './findings-list.module.css';
import { useWords } from './use-words';

/** As many stand at once; the rest is one step away. */
const SHOWN = 5;

interface FindingsProps {
  readonly findings: readonly Finding[];
  /** Shows the chart a finding is to be seen in. */
  onPoint(chart: ChartId): void;
}

/** Findings in words, each behind the mark of its lane and with a way to the chart that shows it. */
export function FindingsList({ findings, onPoint }: FindingsProps) {
  const t = useTranslations('charts.panel');
  const more = findings.slice(SHOWN);
  return (
    <>
      <Findings findings={findings.slice(0, SHOWN)} onPoint={onPoint} />
      {more.length > 0 && (
        <details className={classes.more}>
          <summary>{t('more', { count: more.length })}</summary>
          <Findings findings={more} onPoint={onPoint} />
        </details>
      )}
    </>
  );
}

function Findings({ findings, onPoint }: FindingsProps) {
  const words = useWords();
  const t = useTranslations('charts.panel');
  const names = useLaneNames();
  return (
    <ul className={`${classes.list} plain-list grid gap-2 leading-calm`}>
      {findings.map((finding) => {
        const lane = finding.lane === null ? null : names(finding.lane);
        return (
          <li key={`${finding.id}-${finding.lane}`}>
            <span className={classes.mark}>{lane?.modeId && <LaneMark lane={lane.modeId} size={15} />}</span>
            <span>
              {words.finding(finding)} {lane?.note && <EmulatedBadge />}{' '}
              {/* No link: the address is the set-up of the run, and where the reader looks is none of it. */}
              <Button
                look="dotted"
                className={`${classes.chart} inline-row nowrap`}
                onClick={() => onPoint(finding.chart)}
              >
                {t(`see.${finding.chart}`)}
              </Button>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

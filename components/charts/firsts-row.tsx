import { useTranslations } from 'next-intl';
import { LaneMark } from '@/components/marks/lane-mark';
import { LANE_STYLE } from '@/components/marks/lane-style';
import type { FirstLane, Firsts } from '@/lib/measure/firsts';
import { EmulatedBadge, useLaneNames } from './emulated';
import classes from './firsts-row.module.css';
import { useFigures } from './format';

/** Who was first to answer, did the most work, used the least: three questions, never one winner. */
export function FirstsRow({ firsts }: { firsts: Firsts | null }) {
  const t = useTranslations('comparison.firsts');
  const figures = useFigures();
  const { first, work, least } = firsts ?? {};
  return (
    <dl className={classes.row} aria-label={t('label')}>
      <First
        what={t('first.title')}
        lane={first?.lane ?? null}
        text={both(first?.medianMs, first?.nextMs, figures.duration, (value, next) =>
          t('first.figure', { value, next }),
        )}
      />
      <First
        what={t('work.title')}
        lane={work?.lane ?? null}
        text={both(work?.perComputeSecond, work?.nextPerComputeSecond, figures.rate, (value, next) =>
          t('work.figure', { value, next }),
        )}
      />
      <First
        what={t('least.title')}
        lane={least?.lane ?? null}
        text={both(least?.cpuSecondsPer1000, least?.nextCpuSecondsPer1000, figures.cpuSeconds, (value, next) =>
          t('least.figure', { value, next }),
        )}
      />
    </dl>
  );
}

function First({ what, lane, text }: { what: string; lane: FirstLane; text: string | null }) {
  const t = useTranslations('comparison.firsts');
  const names = useLaneNames();
  return (
    <div className={classes.first}>
      <dt>{what}</dt>
      <dd>
        {lane === null || lane === 'unclear' || lane === 'too-noisy' ? (
          <strong className={classes.none}>{t(lane ?? 'unknown')}</strong>
        ) : (
          <strong className={classes.lane} style={{ color: LANE_STYLE[lane].textColour }}>
            <LaneMark lane={lane} size={15} />
            {names(lane).name}
            {names(lane).note && <EmulatedBadge />}
          </strong>
        )}
        <span className={classes.figure}>{lane !== null && text}</span>
      </dd>
    </div>
  );
}

/** A figure and the next best, when both are known. */
function both(
  value: number | null | undefined,
  next: number | null | undefined,
  inWords: (value: number) => string,
  together: (value: string, next: string) => string,
): string | null {
  return typeof value === 'number' && typeof next === 'number' ? together(inWords(value), inWords(next)) : null;
}

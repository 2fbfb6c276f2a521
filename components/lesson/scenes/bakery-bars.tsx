import { useFormatter, useTranslations } from 'next-intl';
import { LaneMark } from '@/components/marks/lane-mark';
import { LANE_STYLE } from '@/components/marks/lane-style';
import type { ModeId } from '@/lib/modes';
import styles from './bakery-bars.module.css';

interface BakeryBarsProps {
  readonly bars: readonly {
    readonly id: ModeId | 'mix';
    readonly open: readonly ModeId[];
    /** Per customer. */
    readonly minutes: number;
  }[];
}

/** What each way alone and the best mix cost, on one scale. */
export function BakeryBars({ bars }: BakeryBarsProps) {
  const t = useTranslations('scenes.bakery');
  const format = useFormatter();
  const most = Math.max(...bars.map(({ minutes }) => minutes));
  return (
    <>
      <p className="above-4 small bold">{t('effort')}</p>
      <dl className={`${styles.bars} grid gap-1 above-2 small`}>
        {bars.map(({ id, open, minutes }) => (
          <div key={id}>
            <dt className="row gap-1">
              <span>{t(id)}</span>
              {open.map((lane) => (
                <LaneMark key={lane} lane={lane} size={13} />
              ))}
            </dt>
            <dd className="row gap-2 figures nowrap">
              <span
                className={styles.bar}
                style={{
                  inlineSize: `${(80 * minutes) / most}%`,
                  background: id === 'mix' ? 'var(--ink)' : LANE_STYLE[id].colour,
                }}
              />
              {t('minutes', { minutes: format.number(minutes, { maximumFractionDigits: 0 }) })}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

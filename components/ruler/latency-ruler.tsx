import { useTranslations } from 'next-intl';
import type { CSSProperties, ReactNode } from 'react';
import { useFigures } from '@/components/charts/format';
import { LaneMark } from '@/components/marks/lane-mark';
import { LANE_STYLE } from '@/components/marks/lane-style';
import styles from './latency-ruler.module.css';
import type { RulerRow } from './ruler-row';
import { RULER_TICKS_MS, type RulerPlace, rulerPlace, wordsSide } from './ruler-scale';

interface LatencyRulerProps {
  readonly rows: readonly RulerRow[];
  /** What the rows are of, for those who hear it. */
  readonly label: string;
  /** Before the words on how it is drawn: where the figures come from. */
  readonly source?: ReactNode;
  /** Without words below it: in a list that has said them once. */
  readonly bare?: boolean;
}

/**
 * The medians of all lanes on one log axis, each with its interval and, where it is earned, a line up to its p90. The
 * words beside each mark are its text alternative. Plain HTML that needs no script: it stands on a page of the server, too.
 */
export function LatencyRuler({ rows, label, source, bare = false }: LatencyRulerProps) {
  const t = useTranslations('charts.ruler');
  const { tick } = useFigures();
  const hasInterval = rows.some(({ median }) => median.state === 'known' && median.interval);
  const hasP90 = rows.some(({ median, p90Ms }) => median.state === 'known' && p90Ms !== null);
  return (
    <figure className="narrow" aria-label={label}>
      <div className={styles.plot}>
        <div className={`${styles.axis} absolute`} aria-hidden="true">
          {RULER_TICKS_MS.map((ms) => (
            <span key={ms} className={styles.tick} style={{ insetInlineStart: percent(rulerPlace(ms).share) }}>
              <span>{tick(ms)}</span>
            </span>
          ))}
        </div>
        <ul className={`${styles.rows} plain-list relative`}>
          {rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </ul>
      </div>
      {!bare && (
        <figcaption className={`${styles.caption} soft tiny leading-snug`}>
          {source} {t('mark')} {hasInterval && t('interval')} {hasP90 && t('p90')}
        </figcaption>
      )}
    </figure>
  );
}

function Row({ row: { modeId, name, emulated = false, median, p90Ms } }: { row: RulerRow }) {
  const t = useTranslations('charts.ruler');
  const note = useTranslations('charts.emulated');
  const figures = useFigures();
  const style = { '--colour': LANE_STYLE[modeId].colour, '--words': LANE_STYLE[modeId].textColour } as CSSProperties;
  if (median.state !== 'known') {
    const lane = emulated ? note('name', { lane: name }) : name;
    return (
      <li className={`${styles.row} relative`} style={style} data-emulated={emulated}>
        <span className={`${styles.words} relative block pad-x-3 tiny`} data-awaited={median.state === 'awaited'}>
          {median.state === 'awaited' ? lane : t(median.state, { lane, ...(median.state === 'locked' && median) })}
        </span>
      </li>
    );
  }
  const at = rulerPlace(median.ms);
  const p90 = p90Ms === null ? null : rulerPlace(p90Ms);
  const ends = median.interval && [rulerPlace(median.interval.low), rulerPlace(median.interval.high)];
  const { side, share } = wordsSide([at.share, ...(p90 ? [p90.share] : []), ...(ends ?? []).map((end) => end.share)]);
  return (
    <li
      className={`${styles.row} relative`}
      style={style}
      data-beyond={at.beyond ?? undefined}
      data-emulated={emulated}
    >
      {p90 && <span className={styles.upTo} style={between(at, p90)} aria-hidden="true" />}
      {ends && (
        <span className={styles.interval} style={between(...(ends as [RulerPlace, RulerPlace]))} aria-hidden="true" />
      )}
      <span className={`${styles.mark} row centred absolute`} style={{ insetInlineStart: percent(at.share) }}>
        <LaneMark lane={modeId} size={12} />
      </span>
      <span
        className={`${styles.words} relative block pad-x-3 tiny`}
        data-side={side}
        style={side === 'after' ? { marginInlineStart: percent(share) } : { marginInlineEnd: percent(1 - share) }}
      >
        {name} <b className="nowrap">{figures.duration(median.ms)}</b>{' '}
        {emulated && <span className="nowrap">{note('beside')}</span>}
        <span className="visually-hidden">
          {median.interval &&
            t('said.interval', {
              low: figures.duration(median.interval.low),
              high: figures.duration(median.interval.high),
            })}
          {p90Ms !== null && t('said.p90', { p90: figures.duration(p90Ms) })}
        </span>
      </span>
    </li>
  );
}

const percent = (share: number) => `${Math.round(share * 10_000) / 100}%`;

/** From one place to another, the earlier first. */
function between(from: RulerPlace, to: RulerPlace): CSSProperties {
  return { insetInlineStart: percent(from.share), inlineSize: percent(Math.max(0, to.share - from.share)) };
}

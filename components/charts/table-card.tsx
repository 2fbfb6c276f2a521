import { useTranslations } from 'next-intl';
import { type ReactNode, useId, useState } from 'react';
import { LaneMark } from '@/components/marks/lane-mark';
import { LANE_STYLE } from '@/components/marks/lane-style';
import type { LaneKey } from '@/lib/measure/lane-record';
import { EmulatedBadge, LaneNotes, useLaneNames } from './emulated';
import { cardId } from './point-to';
import classes from './table-card.module.css';

interface TableCardProps {
  /** Stem of its anchor: `results`, … */
  readonly name: string;
  readonly title: string;
  readonly note?: ReactNode;
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of what is words and tables rather than a drawing. */
export function TableCard({ name, title, note, tools, children }: TableCardProps) {
  const id = useId();
  return (
    <section id={cardId(name)} tabIndex={-1} className={classes.card} aria-labelledby={id}>
      <div className="flex wrap baseline gap-x-1">
        <h3 id={id} className="push-end lead bold">
          {title}
        </h3>
        {tools}
      </div>
      {note && <p className="below-2 measure soft tiny">{note}</p>}
      <LaneNotes />
      {children}
    </section>
  );
}

/** A table that scrolls by itself where it is wider than its card. */
export function WideTable({ label, children }: { label: string; children: ReactNode }) {
  const t = useTranslations('charts.results');
  return (
    // A region that scrolls must be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className={classes.scroll} tabIndex={0} aria-label={t('scroll', { table: label })}>
      <table className={`${classes.table} full small leading-snug`} aria-label={label}>
        {children}
      </table>
    </section>
  );
}

/** A lane's mark and name, and that it is emulated where it is. */
export function LaneHeading({ lane: { id, modeId } }: { lane: LaneKey }) {
  const { name, note } = useLaneNames()(id);
  return (
    <span className={`${classes.lane} inline-row gap-2`} style={{ color: LANE_STYLE[modeId].textColour }}>
      <LaneMark lane={modeId} size={13} />
      {name}
      {note && <EmulatedBadge />}
    </span>
  );
}

interface MeaningProps {
  readonly title: string;
  /** Made only when it is first opened; not for what is referred to from outside. */
  readonly lazy?: boolean;
  readonly children: ReactNode;
}

/** More about what stands above, closed at first. */
export function Meaning({ title, lazy = false, children }: MeaningProps) {
  const [made, setMade] = useState(!lazy);
  return (
    <details className={`${classes.meaning} above-1 soft tiny`} onToggle={() => setMade(true)}>
      <summary>{title}</summary>
      {made && children}
    </details>
  );
}

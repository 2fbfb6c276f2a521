import { LaneMark } from '@/components/marks/lane-mark';
import type { ModeId } from '@/lib/modes';
import { useAnnounce } from './announce';
import classes from './pointed.module.css';

interface PointedRow {
  readonly lane: ModeId | null;
  readonly name: string;
  readonly value: string;
}

/** What is said of a place in a chart. */
export interface PointedWords {
  readonly title: string;
  readonly rows: readonly PointedRow[];
}

/** What is under the pointer or the keyboard's cursor, beside it; screen readers get it through the frame. */
export function Pointed({ title, rows }: PointedWords) {
  useAnnounce(`${title}: ${rows.map(({ name, value }) => `${name} ${value}`).join(', ')}`);
  return (
    <div className={`${classes.box} pad-y-2 pad-x-3 tiny bg-card bordered-control rounded`} aria-hidden="true">
      <p className="soft">{title}</p>
      {rows.map(({ lane, name, value }) => (
        <p key={name} className="row gap-2">
          {lane && <LaneMark lane={lane} size={11} />}
          <span>{name}</span>
          <span className={`${classes.value} push bold`}>{value}</span>
        </p>
      ))}
    </div>
  );
}

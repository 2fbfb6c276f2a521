import { useTranslations } from 'next-intl';
import { LANE_STYLE } from '@/components/marks/lane-style';
import type { GradingMoment, GradingSetting } from '@/lib/lesson/scenes/grading';
import styles from './picture.module.css';

const DESK_Y = 186;
const PILE_X = 104;
const DONE_X = 296;
const HIGHEST_PILE = 112;

/** A desk with two piles, the teacher between them, and the days to the next marking above. */
export function GradingPicture({ setting, now }: { readonly setting: GradingSetting; readonly now: GradingMoment }) {
  const t = useTranslations('scenes.grading');
  const all = setting.papersPerDay * setting.daysBetween;
  const sheet = Math.min(6, HIGHEST_PILE / all);
  const lying = now.landing < 1 ? now.waiting - 1 : now.waiting;
  const top = DESK_Y - lying * sheet;
  const fall = 1 - (1 - now.landing) ** 2;
  return (
    <g style={{ color: LANE_STYLE.batch.colour }}>
      <Days days={setting.daysBetween} now={now} />
      <path className={styles.ink} d={`M24 ${DESK_Y}H376M44 ${DESK_Y}V222M356 ${DESK_Y}V222`} />
      <Teacher marking={now.marking} />
      <Pile x={PILE_X} count={lying} sheet={sheet} />
      <Pile x={DONE_X} count={now.marked} sheet={sheet} marked />
      {now.landing < 1 && (
        <rect
          className={`${styles.accent} ${styles.solid}`}
          x="-32"
          y="-4"
          width="64"
          height="7"
          rx="1"
          transform={`translate(${40 + (PILE_X - 40) * fall} ${54 + (top - 54) * fall}) rotate(${-28 * (1 - fall)})`}
        />
      )}
      <text className={styles.number} x={PILE_X} y={DESK_Y + 22} textAnchor="middle">
        {t('waiting', { count: now.waiting })}
      </text>
      <text className={styles.number} x={DONE_X} y={DESK_Y + 22} textAnchor="middle">
        {t('marked', { count: now.marked })}
      </text>
    </g>
  );
}

/** One box a day, filled as it passes; the last is marking day. */
function Days({ days, now }: { readonly days: number; readonly now: GradingMoment }) {
  const step = Math.min(26, 352 / (days + 1));
  const side = step - 6;
  const start = 200 - ((days + 1) * step) / 2 + 3;
  return (
    <g>
      {Array.from({ length: days }, (_, day) => (
        <g key={day} transform={`translate(${start + day * step} 14)`}>
          <rect className={styles.wash} width={side} height={side} rx="2" />
          <rect className={styles.full} opacity="0.45" width={side * passed(now.day, day)} height={side} rx="2" />
        </g>
      ))}
      <g transform={`translate(${start + days * step} 14)`}>
        <rect
          className={now.marking ? `${styles.accent} ${styles.full}` : styles.accent}
          width={side}
          height={side}
          rx="2"
        />
        <path
          className={styles.accent}
          style={now.marking ? { stroke: 'var(--card)' } : undefined}
          d={`M${side * 0.25} ${side * 0.55}L${side * 0.43} ${side * 0.72}L${side * 0.76} ${side * 0.3}`}
        />
      </g>
    </g>
  );
}

const passed = (now: number, day: number) => Math.max(0, Math.min(1, now - day));

/** Up to 4 either way, without a pattern that shows. */
const tilt = (index: number) => (((index * index * 29 + index * 53) % 97) / 97 - 0.5) * 8;

/** Sheets on each other, none quite straight. */
function Pile({ x, count, sheet, marked = false }: { x: number; count: number; sheet: number; marked?: boolean }) {
  return (
    <g>
      {Array.from({ length: count }, (_, index) => (
        <rect
          key={index}
          className={marked ? styles.full : `${styles.accent} ${styles.solid}`}
          style={{ strokeWidth: Math.min(1.5, sheet * 0.55) }}
          x={x - 32 + tilt(index)}
          y={DESK_Y - (index + 1) * sheet}
          width="64"
          height={marked ? sheet * 0.72 : sheet}
          rx={Math.min(1, sheet / 3)}
        />
      ))}
    </g>
  );
}

/** There on marking day; a faint outline on the other days. */
function Teacher({ marking }: { readonly marking: boolean }) {
  return (
    <g className={marking ? undefined : styles.faint}>
      <path className={styles.ink} d={`M168 ${DESK_Y}V158C168 138 180 130 200 130S232 138 232 158V${DESK_Y}`} />
      <circle className={styles.ink} cx="200" cy="104" r="18" />
      <path
        className={styles.ink}
        d="M184 104a6 6 0 1 0 12 0a6 6 0 1 0 -12 0M204 104a6 6 0 1 0 12 0a6 6 0 1 0 -12 0M196 104h8"
        strokeWidth="1.5"
      />
      {marking && <path className={styles.accent} d="M226 176L246 156M226 176L232 178" />}
    </g>
  );
}

import { useTranslations } from 'next-intl';
import { LANE_STYLE } from '@/components/marks/lane-style';
import { DAY_MINUTES, OUTAGE, type RoomDay, wantedC } from '@/lib/lesson/scenes/thermostat';
import styles from './picture.module.css';

const BOX = { left: 36, right: 392, top: 198, bottom: 304 } as const;
const RANGE_C = { low: 15, high: 22 } as const;
const STEP_MINUTES = 6;

interface RoomChartProps {
  readonly minute: number;
  readonly home: RoomDay;
  readonly server: RoomDay;
  readonly networkGone: boolean;
}

/** The day's temperatures: what was wanted (grey), at home (the lane's line), by asking (a thin line). */
export function RoomChart({ minute, home, server, networkGone }: RoomChartProps) {
  const t = useTranslations('scenes.thermostat');
  const hours = [0, 6, 12, 18, 24];
  return (
    <g>
      {networkGone && (
        <>
          <rect
            className={styles.wash}
            x={xAt(OUTAGE.fromMinute)}
            y={BOX.top}
            width={xAt(OUTAGE.toMinute) - xAt(OUTAGE.fromMinute)}
            height={BOX.bottom - BOX.top}
          />
          <text
            className={styles.word}
            x={xAt((OUTAGE.fromMinute + OUTAGE.toMinute) / 2)}
            y={BOX.top - 4}
            textAnchor="middle"
          >
            {t('noNetwork')}
          </text>
        </>
      )}
      <path className={`${styles.soft} ${styles.thin}`} d={`M${BOX.left} ${BOX.bottom}H${BOX.right}`} />
      {[16, 20].map((value) => (
        <text key={value} className={styles.word} x={BOX.left - 6} y={yAt(value) + 5} textAnchor="end">
          {t('degrees', { value })}
        </text>
      ))}
      {hours.map((hour) => (
        <text
          key={hour}
          className={styles.word}
          x={xAt(hour * 60)}
          y={BOX.bottom + 18}
          textAnchor={hour === 24 ? 'end' : 'middle'}
        >
          {hour === 24 ? t('hour', { hour }) : hour}
        </text>
      ))}
      <path className={styles.soft} opacity="0.3" strokeWidth="7" d={line(wantedC)} />
      <path className={`${styles.ink} ${styles.thin}`} d={line((at) => server.roomC[at] ?? 0)} />
      <path
        className={styles.accent}
        strokeWidth="3.5"
        strokeDasharray={LANE_STYLE.edge.strokeDasharray}
        d={line((at) => home.roomC[at] ?? 0)}
      />
      <path className={`${styles.ink} ${styles.thin}`} d={`M${xAt(minute)} ${BOX.top}V${BOX.bottom}`} />
      <circle className={styles.full} cx={xAt(minute)} cy={yAt(home.roomC[minute] ?? 0)} r="5" />
      <circle className={`${styles.ink} ${styles.solid}`} cx={xAt(minute)} cy={yAt(server.roomC[minute] ?? 0)} r="4" />
    </g>
  );
}

const xAt = (minute: number) => BOX.left + (minute / DAY_MINUTES) * (BOX.right - BOX.left);
/** Rounded: engines differ in the last digit of a cosine, and a page drawn on the server must match. */
const yAt = (temperatureC: number) =>
  Math.round(
    10 * (BOX.bottom - ((temperatureC - RANGE_C.low) / (RANGE_C.high - RANGE_C.low)) * (BOX.bottom - BOX.top)),
  ) / 10;

function line(valueAt: (minute: number) => number): string {
  const count = DAY_MINUTES / STEP_MINUTES;
  const points = Array.from({ length: count }, (_, index) => index * STEP_MINUTES);
  return `M${points.map((at) => `${xAt(at).toFixed(1)} ${yAt(valueAt(at)).toFixed(1)}`).join('L')}`;
}

import { useTranslations } from 'next-intl';
import { LANE_STYLE } from '@/components/marks/lane-style';
import { OUTAGE, type RoomDay } from '@/lib/lesson/scenes/thermostat';
import { House } from './house';
import styles from './picture.module.css';
import { RoomChart } from './room-chart';

interface ThermostatPictureProps {
  readonly minute: number;
  readonly home: RoomDay;
  readonly server: RoomDay;
  readonly networkGone: boolean;
}

/** Two houses, one that decides itself and one that asks, over the temperatures of their day. */
export function ThermostatPicture({ minute, home, server, networkGone }: ThermostatPictureProps) {
  const t = useTranslations('scenes.thermostat');
  const gone = networkGone && minute >= OUTAGE.fromMinute && minute < OUTAGE.toMinute;
  const day = minute >= 8 * 60 && minute < 17 * 60;
  return (
    <g style={{ color: LANE_STYLE.edge.colour }}>
      <House x={18} temperatureC={home.roomC[minute] ?? 0} heating={home.heating[minute] === 1} day={day} decides />
      <House x={222} temperatureC={server.roomC[minute] ?? 0} heating={server.heating[minute] === 1} day={day} />
      <path className={styles.soft} d="M358 34a9 9 0 0 1 2 -18a13 13 0 0 1 24 3a8 8 0 0 1 -1 15Z" />
      <path className={styles.soft} strokeDasharray={gone ? '2 7' : '6 4'} d="M350 96V60L368 38" />
      {gone && <path className={styles.ink} d="M350 54L366 70M366 54L350 70" />}
      <text className={styles.word} x="98" y="178" textAnchor="middle">
        {t('home')}
      </text>
      <text className={styles.word} x="302" y="178" textAnchor="middle">
        {t('server')}
      </text>
      <RoomChart minute={minute} home={home} server={server} networkGone={networkGone} />
    </g>
  );
}

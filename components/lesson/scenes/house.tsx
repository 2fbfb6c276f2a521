import { useFormatter, useTranslations } from 'next-intl';
import { LaneShape } from '@/components/marks/lane-shape';
import styles from './picture.module.css';

interface HouseProps {
  readonly x: number;
  readonly temperatureC: number;
  readonly heating: boolean;
  readonly day: boolean;
  /** Whether the device on its wall decides itself. */
  readonly decides?: boolean;
}

/** A house cut open: a window, a radiator and the thermostat on the wall. */
export function House({ x, temperatureC, heating, day, decides = false }: HouseProps) {
  const t = useTranslations('scenes.thermostat');
  const format = useFormatter();
  const value = format.number(temperatureC, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (
    <g transform={`translate(${x} 0)`}>
      <path className={styles.ink} d="M0 70L80 26L160 70M12 64V158H148V64" />
      <rect className={`${styles.soft} ${styles.wash}`} x="28" y="74" width="36" height="30" />
      {day ? (
        <circle className={styles.soft} cx="46" cy="89" r="6.5" />
      ) : (
        <path className={styles.soft} d="M49 82a7.5 7.5 0 1 0 3 10a6.5 6.5 0 0 1 -3 -10Z" />
      )}
      <path className={styles.ink} d="M28 130h44v22H28ZM39 130v22M50 130v22M61 130v22" />
      {heating && (
        <path
          className={decides ? styles.accent : styles.ink}
          d="M34 124c-4 -5 4 -6 0 -11M50 124c-4 -5 4 -6 0 -11M66 124c-4 -5 4 -6 0 -11"
        />
      )}
      <circle
        className={decides ? `${styles.accent} ${styles.solid}` : `${styles.soft} ${styles.solid}`}
        cx="112"
        cy="112"
        r="25"
      />
      <text className={styles.number} x="112" y="117" textAnchor="middle">
        {t('degrees', { value })}
      </text>
      {decides && (
        <g className={styles.full} transform="translate(112 98)">
          <LaneShape lane="edge" radius={4.5} />
        </g>
      )}
    </g>
  );
}

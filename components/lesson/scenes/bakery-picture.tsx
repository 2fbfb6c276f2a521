import { useTranslations } from 'next-intl';
import { LaneShape } from '@/components/marks/lane-shape';
import { LANE_STYLE } from '@/components/marks/lane-style';
import type { Customer, Plan } from '@/lib/lesson/scenes/bakery';
import type { ModeId } from '@/lib/modes';
import styles from './picture.module.css';

/** Where customers are drawn: near to far from left to right, those who want it warm at the bottom. On log scales; who is beyond stands at the rim. */
const MAP = { left: 96, right: 316, top: 34, bottom: 206 } as const;
const WALK = { least: 1, most: 90 } as const;
const FRESH = { least: 0.8, most: 60 } as const;

interface BakeryPictureProps {
  readonly customers: readonly Customer[];
  readonly plan: Plan;
  /** So many have come. */
  readonly come: number;
}

/** The bakery, the kiosk in the park and, between them, every customer with the sign of the way that serves them. */
export function BakeryPicture({ customers, plan, come }: BakeryPictureProps) {
  const t = useTranslations('scenes.bakery');
  return (
    <g>
      <Bakery open={plan.open} />
      <Kiosk open={plan.open.includes('edge')} />
      <path className={styles.soft} d="M6 236H394" />
      {customers.slice(0, come).map((customer, index) => (
        // Customers keep their places; nothing else tells them apart.
        <g key={index} transform={`translate(${placeOf(customer)})`}>
          <Sign way={plan.served[index] ?? null} buns={customer.buns} />
        </g>
      ))}
      <text className={styles.word} x="206" y="16" textAnchor="middle">
        {t('oldIsFine')}
      </text>
      <text className={styles.word} x="206" y="228" textAnchor="middle">
        {t('warm')}
      </text>
      <text className={styles.word} x="6" y="255">
        {t('near')}
      </text>
      <text className={styles.word} x="394" y="255" textAnchor="end">
        {t('farAway')}
      </text>
    </g>
  );
}

function placeOf({ walkMinutes, freshWithinHours }: Customer): string {
  const share = (value: number, { least, most }: { least: number; most: number }) =>
    Math.max(0, Math.min(1, Math.log(value / least) / Math.log(most / least)));
  const x = MAP.left + share(walkMinutes, WALK) * (MAP.right - MAP.left);
  const y = MAP.bottom - share(freshWithinHours, FRESH) * (MAP.bottom - MAP.top);
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}

/** The larger the order, the larger the sign. */
function Sign({ way, buns }: { readonly way: ModeId | null; readonly buns: number }) {
  const radius = 4 + 1.1 * Math.sqrt(Math.min(buns, 64));
  if (!way) return <path className={styles.soft} d="M-5 -5L5 5M5 -5L-5 5" />;
  return (
    <g fill={LANE_STYLE[way].colour} stroke="var(--card)" strokeWidth="1.5">
      <LaneShape lane={way} radius={radius} />
    </g>
  );
}

function Bakery({ open }: { readonly open: readonly ModeId[] }) {
  return (
    <g>
      <path className={styles.ink} d="M10 236V112H82V236M4 112L14 92H78L88 112Z" />
      <path className={styles.ink} d="M28 92V74H40V92" />
      <g className={open.includes('batch') ? undefined : styles.faint} style={{ color: LANE_STYLE.batch.colour }}>
        <path className={styles.accent} d="M18 136H74M18 152H74M18 168H74" />
        <path
          className={styles.accent}
          strokeWidth="7"
          d="M25 130h3M39 130h3M53 130h3M67 130h1M25 146h3M39 146h3M53 146h3M67 146h1M25 162h3M39 162h3M53 162h3M67 162h1"
        />
      </g>
      <g className={open.includes('online') ? undefined : styles.faint} style={{ color: LANE_STYLE.online.colour }}>
        <path className={styles.accent} d="M18 236V196H74V236M14 196H78" />
        <path className={styles.accent} d="M38 190a8 8 0 0 1 16 0ZM46 182v-2" />
      </g>
    </g>
  );
}

function Kiosk({ open }: { readonly open: boolean }) {
  return (
    <g style={{ color: LANE_STYLE.edge.colour }}>
      <path
        className={styles.soft}
        d="M350 236V150M350 168l10 -9M350 156a20 20 0 0 1 -17 -30a20 20 0 0 1 34 0a20 20 0 0 1 -17 30Z"
      />
      <g className={open ? undefined : styles.faint}>
        <path
          className={styles.accent}
          d="M330 228V196H372V228ZM326 196L332 176H370L376 196ZM340 176V196M351 176V196M362 176V196"
        />
        <circle className={`${styles.accent} ${styles.solid}`} cx="340" cy="230" r="6" />
        <circle className={`${styles.accent} ${styles.solid}`} cx="362" cy="230" r="6" />
      </g>
    </g>
  );
}

import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { LANE_STYLE } from '@/components/marks/lane-style';
import type { CoffeeMoment } from '@/lib/lesson/scenes/coffee';
import { Person } from './person';
import styles from './picture.module.css';

const FLOOR_Y = 226;
const COUNTER_X = 300;
const PLACE = 30;
/** So many fit in the shop; the others stand in the street. */
const PLACES = 8;

/** A counter, those who wait before it, and the curve that says how long everything takes. */
export function CoffeePicture({ now, utilisation }: { readonly now: CoffeeMoment; readonly utilisation: number }) {
  const t = useTranslations('scenes.coffee');
  const inLine = now.waiting.slice(0, PLACES);
  const outside = now.waiting.length - inLine.length;
  // One list: a customer who walks on stays the same to React, and so walks instead of jumping.
  const people = [
    ...now.leaving.map(({ customer, suggested }) => ({ customer, x: 430, accent: false, bag: suggested })),
    ...(now.atCounter ? [{ customer: now.atCounter.customer, x: COUNTER_X - 24, accent: true, bag: false }] : []),
    ...inLine.map((customer, place) => ({
      customer,
      x: COUNTER_X - 26 - (place + 1) * PLACE,
      accent: false,
      bag: false,
    })),
  ];
  const last = now.leaving.at(-1);
  return (
    <g style={{ color: LANE_STYLE.online.colour }}>
      <TimeCurve utilisation={utilisation} />
      <path className={styles.ink} d={`M10 ${FLOOR_Y}H390`} />
      <g transform="translate(338 172)">
        <Person x={0} y={0} />
      </g>
      <path className={`${styles.ink} ${styles.solid}`} d={`M${COUNTER_X} ${FLOOR_Y}V156H388V${FLOOR_Y}`} />
      <path className={styles.ink} d="M294 156H394" />
      <CoffeeMachine />
      <Bubble
        state={
          now.atCounter ? (now.atCounter.suggested ? 'here' : 'thinking') : last && !last.suggested ? 'late' : 'none'
        }
      />
      {people.map(({ customer, ...person }) => (
        <Moving key={customer} {...person} />
      ))}
      {outside > 0 && (
        <text className={styles.number} x="8" y={FLOOR_Y - 66}>
          {t('more', { count: outside })}
        </text>
      )}
    </g>
  );
}

/** A customer walks to where they now belong. */
function Moving({ x, accent, bag }: { x: number; accent: boolean; bag: boolean }) {
  return (
    <g className={styles.mover} style={{ transform: `translate(${x}px, ${FLOOR_Y}px)` }}>
      <Person x={0} y={0} />
      {accent && <circle className={styles.full} r="4" cy="-22" />}
      {bag && <Pastry x={12} y={-20} />}
    </g>
  );
}

function Pastry({ x, y }: { x: number; y: number }) {
  return (
    <path
      className={styles.accent}
      transform={`translate(${x} ${y})`}
      d="M-9 4C-9 -5 -4 -8 0 -8S9 -5 9 4C6 2 4 0 0 0S-6 2 -9 4ZM-4 -7L-3 0M4 -7L3 0"
    />
  );
}

/** What the counter is about to say: nothing yet, a pastry, or a pastry too late. */
function Bubble({ state }: { readonly state: 'none' | 'thinking' | 'here' | 'late' }) {
  if (state === 'none') return null;
  return (
    <g>
      <path
        className={state === 'here' ? `${styles.accent} ${styles.solid}` : `${styles.soft} ${styles.solid}`}
        strokeDasharray={state === 'here' ? undefined : '4 5'}
        d="M272 78h44a8 8 0 0 1 8 8v22a8 8 0 0 1 -8 8h-6l2 10l-14 -10h-26a8 8 0 0 1 -8 -8v-22a8 8 0 0 1 8 -8Z"
      />
      {state === 'here' && <Pastry x={294} y={98} />}
      {state === 'thinking' && <path className={styles.soft} strokeWidth="5" d="M284 98h.1M294 98h.1M304 98h.1" />}
      {state === 'late' && <path className={styles.soft} d="M286 90L302 106M302 90L286 106" />}
    </g>
  );
}

function CoffeeMachine() {
  return (
    <g>
      <path className={`${styles.ink} ${styles.solid}`} d="M356 156V118H386V156Z" />
      <path className={styles.ink} d="M356 130H386M366 130V138M376 130V138M364 148h14v8h-14Z" />
    </g>
  );
}

const CURVE = { left: 34, bottom: 118, width: 150, height: 84, most: 10 } as const;

/** Time in the shop over utilisation, 1/(1 - r) times the time at the counter, cut off at ten times. */
function TimeCurve({ utilisation }: { readonly utilisation: number }) {
  const t = useTranslations('scenes.coffee');
  const figures = useFigures();
  const { left, bottom, width, height, most } = CURVE;
  const xAt = (busy: number) => left + busy * width;
  const yAt = (times: number) => bottom - (Math.min(most, times) / most) * height;
  const points = Array.from({ length: 61 }, (_, index) => (index / 60) * (1 - 1 / most));
  const shown = Math.min(utilisation, 1 - 1 / most / 2);
  return (
    <g>
      <path
        className={`${styles.soft} ${styles.thin}`}
        d={`M${left} ${bottom - height}V${bottom}H${left + width + 8}`}
      />
      <path
        className={`${styles.soft} ${styles.thin}`}
        strokeDasharray="2 4"
        d={`M${xAt(1)} ${bottom}V${bottom - height}`}
      />
      <path className={styles.accent} d={`M${points.map((busy) => `${xAt(busy)} ${yAt(1 / (1 - busy))}`).join('L')}`} />
      <circle className={styles.full} cx={utilisation >= 1 ? xAt(1) : xAt(shown)} cy={yAt(1 / (1 - shown))} r="6" />
      <text className={styles.word} x={left - 8} y={bottom - height - 10}>
        {t('time')}
      </text>
      <text className={styles.word} x={left} y={bottom + 18}>
        {t('busy', { share: figures.share(Math.min(1, utilisation)) })}
      </text>
      <text className={styles.word} x={xAt(1)} y={bottom + 18} textAnchor="middle">
        {t('full')}
      </text>
    </g>
  );
}

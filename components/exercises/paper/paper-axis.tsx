import { useAmounts } from '@/components/exercises/use-amounts';
import { positionOf, type Scale, ticksOf } from '@/lib/exercises/scale';
import styles from './print.module.css';

const WIDTH = 640;
const MARGIN = 40;

/** An axis on paper, to put a mark on. */
export function PaperAxis({ scale, label }: { scale: Scale; label: string }) {
  const { predicted: value } = useAmounts();
  const x = (at: number) => MARGIN + positionOf(scale, at) * (WIDTH - 2 * MARGIN);
  const ticks = ticksOf(scale);
  return (
    <svg className={styles.axis} viewBox={`0 0 ${WIDTH} 54`} role="img" aria-label={label}>
      <line x1={MARGIN} x2={WIDTH - MARGIN} y1={22} y2={22} />
      {ticks.map((tick) => (
        <g key={tick.value}>
          <line x1={x(tick.value)} x2={x(tick.value)} y1={22} y2={tick.labelled ? 32 : 27} />
          {tick.labelled && (
            <text x={x(tick.value)} y={47} textAnchor="middle">
              {value(scale.unit, tick.value)}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

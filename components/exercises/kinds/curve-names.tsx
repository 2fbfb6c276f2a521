import { useTranslations } from 'next-intl';
import { OptionWords } from '@/components/exercises/inputs/option-words';
import { LANE_STYLE } from '@/components/marks/lane-style';
import type { Option } from '@/lib/exercises/option';
import styles from './crossover.module.css';

/** The curves that will be drawn, by name and stroke. */
export function CurveNames({ curves }: { readonly curves: readonly Option[] }) {
  const t = useTranslations('prediction.crossover');
  return (
    <ul className="plain-list flex wrap gap-y-1 gap-x-7" aria-label={t('curves')}>
      {curves.map((curve, index) => (
        <li className="row gap-2" key={curve.id}>
          <svg viewBox="0 0 32 8" className={styles.sample} aria-hidden="true">
            <path d="M1 4H31" {...strokeOf(curve, index)} />
          </svg>
          <OptionWords option={curve} />
        </li>
      ))}
    </ul>
  );
}

/** A lane has its own stroke; other curves are told apart by the pattern. */
function strokeOf({ lane }: Option, index: number) {
  if (!lane) return { stroke: 'var(--ink)', strokeDasharray: index % 2 === 0 ? 'none' : '8 5' };
  const { colour, strokeDasharray, lineCap } = LANE_STYLE[lane];
  return { stroke: colour, strokeDasharray, strokeLinecap: lineCap };
}

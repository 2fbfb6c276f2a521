import { useTranslations } from 'next-intl';
import { LaneShape } from '@/components/marks/lane-shape';
import { LANE_STYLE } from '@/components/marks/lane-style';
import type { ModeId } from '@/lib/modes';
import { flowOf, MODEL_BOX, PICTURE, RAIL } from './flow';
import styles from './lane-picture.module.css';

/** One lane in motion: CSS alone moves it, so it needs no script and holds still for those who prefer that. */
export function LanePicture({ lane }: { lane: ModeId }) {
  const t = useTranslations('home.picture');
  const { itemCount, css } = flowOf(lane);
  const centre = MODEL_BOX.centre[lane];
  const percent = (units: number) => `${(100 * units) / PICTURE.width}%`;
  return (
    <div className={styles.picture}>
      <style>{css}</style>
      <svg
        viewBox={`0 0 ${PICTURE.width} ${PICTURE.height}`}
        role="img"
        aria-label={t(lane)}
        style={{ color: LANE_STYLE[lane].colour }}
      >
        <rect className={styles.place} x="0" y="0" width={PICTURE.deviceEnd} height={PICTURE.height} />
        <rect
          className={styles.place}
          x={PICTURE.serverStart}
          y="0"
          width={PICTURE.width - PICTURE.serverStart}
          height={PICTURE.height}
        />
        <g className={styles.rails}>
          <path d={`M${RAIL.start} ${RAIL.out}H${centre}`} />
          <path d={`M${RAIL.start} ${RAIL.back}H${centre}`} />
        </g>
        <g className={styles.items} data-flow={lane}>
          {Array.from({ length: itemCount }, (_, index) => (
            <g key={index}>
              <LaneShape lane={lane} radius={PICTURE.markRadius} />
            </g>
          ))}
        </g>
        <rect
          className={styles.model}
          x={centre - MODEL_BOX.width / 2}
          y={MODEL_BOX.top}
          width={MODEL_BOX.width}
          height={MODEL_BOX.height}
          rx="9"
        />
      </svg>
      <span
        className={`${styles.modelName} center ink semibold absolute`}
        style={{ insetInlineStart: percent(centre - 100), inlineSize: percent(200) }}
        aria-hidden="true"
      >
        {t('model')}
      </span>
    </div>
  );
}

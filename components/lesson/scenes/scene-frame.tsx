import { useTranslations } from 'next-intl';
import { type ReactNode, useRef, useState } from 'react';
import { useThrottled } from '@/components/chart-kit/announce';
import { Button } from '@/components/kit/button';
import type { AnalogyId } from '@/lib/lesson/outline';
import { InTheLab } from './in-the-lab';
import styles from './scene-frame.module.css';
import { type SceneTime, useSceneClock } from './use-scene-clock';

/** A live region that spoke more often would drown the reader. */
const ANNOUNCE_EVERY_MS = 2500;

/** A scene at a moment. */
interface SceneMoment {
  /** Where "next step" leads. */
  readonly nextAt: number;
  /** What there is to see, as a sentence. */
  readonly moment: string;
  readonly picture: ReactNode;
}

interface SceneFrameProps {
  readonly id: AnalogyId;
  readonly alt: string;
  readonly time: SceneTime;
  /** What is drawn anew with every frame; all else changes with the settings. */
  readonly show: (at: number) => SceneMoment;
  /** What the settings make of it, as a sentence. */
  readonly summary: string;
  /** In the units of the picture, which is 400 wide. */
  readonly height: number;
  readonly controls: ReactNode;
  readonly figures: ReactNode;
}

/** What every scene has: a picture, a way to play it, controls, figures in words and the tie to the Lab. */
export function SceneFrame(props: SceneFrameProps) {
  const { id, alt, time, show, summary, height, controls, figures } = props;
  const t = useTranslations('scenes');
  const place = useRef<HTMLElement>(null);
  const clock = useSceneClock(time, place);
  const { nextAt, moment, picture } = show(clock.at);
  const [firstSummary] = useState(summary);
  const touched = clock.touched || summary !== firstSummary;
  // While it plays, what the settings make of it; each moment would be too much.
  const said = !touched ? '' : clock.playing ? summary : `${moment} ${summary}`;
  const announced = useThrottled(said, ANNOUNCE_EVERY_MS);
  return (
    <figure ref={place} className={`${styles.scene} card medium unbroken`} data-scene={id}>
      <div className={styles.stage}>
        <div>
          <svg className={`${styles.picture} block full`} viewBox={`0 0 400 ${height}`} role="img" aria-label={alt}>
            {picture}
          </svg>
          <div className={`${styles.bar} row wrap gap-2 above-3 no-print`}>
            <Button className={styles.play} onClick={clock.toggle}>
              {clock.playing ? t('pause') : t('play')}
            </Button>
            <Button className={styles.step} onClick={() => clock.goTo(nextAt)}>
              {t('next')}
            </Button>
            <Button className={styles.step} onClick={() => clock.goTo(0)}>
              {t('restart')}
            </Button>
            <p className={`${styles.moment} soft small figures leading-calm`}>{moment}</p>
          </div>
        </div>
        <div>
          <div className={`${styles.controls} flex wrap gap-y-3 gap-x-7 above-4`}>{controls}</div>
          {figures}
        </div>
      </div>
      <figcaption className={styles.summary}>{summary}</figcaption>
      <InTheLab id={id} />
      <p className="visually-hidden" role="status">
        {announced}
      </p>
    </figure>
  );
}

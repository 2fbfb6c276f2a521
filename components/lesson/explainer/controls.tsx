import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { Choice } from './choice';
import styles from './controls.module.css';
import { SPEED_NAME, SPEEDS } from './speeds';
import type { Player } from './use-motion';
import type { Story } from './use-source';
import { useTime } from './use-time';

interface ControlsProps {
  readonly player: Player;
  readonly spanMs: number;
  readonly story: Story;
}

/** Play and pause, step, go to any moment, choose the speed. */
export function Controls({ player, spanMs, story }: ControlsProps) {
  const t = useTranslations('explainer.controls');
  const { tick } = useFigures();
  const time = useTime();
  const { atMs, playing, speed } = player;
  const at = t('at', { at: time(atMs, playing), span: time(spanMs, true) });
  return (
    <fieldset className={styles.controls}>
      <legend className="visually-hidden">{t('label')}</legend>
      <p className={styles.still}>{t('still')}</p>
      <button type="button" className={styles.play} onClick={player.toggle}>
        {playing ? t('pause') : t('play')}
      </button>
      <button type="button" className={styles.button} onClick={() => player.step(-1)}>
        {t('back')}
      </button>
      <button type="button" className={styles.button} onClick={() => player.step(1)}>
        {t('next')}
      </button>
      <button type="button" className={styles.button} onClick={() => player.seek(0)}>
        {t('restart')}
      </button>
      <div className={styles.moment}>
        <input
          className={styles.slider}
          type="range"
          aria-label={t('moment')}
          aria-valuetext={at}
          min={0}
          max={spanMs}
          step="any"
          value={atMs}
          onChange={(event) => player.seek(Number(event.currentTarget.value))}
        />
        <span className={styles.time} aria-hidden="true">
          {at}
        </span>
      </div>
      <div className={styles.pace}>
        <Choice<number>
          label={t('speed')}
          value={speed}
          onChoose={player.setSpeed}
          options={SPEEDS[story].map((value) => ({
            value,
            label: t(story === 'how' && value === 1 ? 'once' : SPEED_NAME[value]),
          }))}
        />
        <span className={styles.scale}>{t('scale', { time: tick(1000 * speed), story })}</span>
      </div>
    </fieldset>
  );
}

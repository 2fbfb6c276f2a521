import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { Button } from '@/components/kit/button';
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
    <fieldset className="row wrap gap-2 above-4 no-print">
      <legend className="visually-hidden">{t('label')}</legend>
      <p className={`${styles.still} own-line soft small hide`}>{t('still')}</p>
      <Button look="go" className={styles.play} onClick={player.toggle}>
        {playing ? t('pause') : t('play')}
      </Button>
      <Button onClick={() => player.step(-1)}>{t('back')}</Button>
      <Button onClick={() => player.step(1)}>{t('next')}</Button>
      <Button onClick={() => player.seek(0)}>{t('restart')}</Button>
      <div className={`${styles.moment} row gap-2`}>
        <input
          className={`${styles.slider} target m-0`}
          type="range"
          aria-label={t('moment')}
          aria-valuetext={at}
          min={0}
          max={spanMs}
          step="any"
          value={atMs}
          onChange={(event) => player.seek(Number(event.currentTarget.value))}
        />
        <span className={`${styles.time} soft small figures text-end`} aria-hidden="true">
          {at}
        </span>
      </div>
      <div className={`${styles.pace} row wrap own-line gap-y-2 gap-x-4`}>
        <Choice<number>
          label={t('speed')}
          value={speed}
          onChoose={player.setSpeed}
          options={SPEEDS[story].map((value) => ({
            value,
            label: t(story === 'how' && value === 1 ? 'once' : SPEED_NAME[value]),
          }))}
        />
        <span className="soft small">{t('scale', { time: tick(1000 * speed), story })}</span>
      </div>
    </fieldset>
  );
}

import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { PlayBar } from '@/components/kit/play-bar';
import { Choice } from './choice';
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
  const words = {
    label: t('label'),
    still: t('still'),
    play: t('play'),
    pause: t('pause'),
    back: t('back'),
    next: t('next'),
    restart: t('restart'),
    moment: t('moment'),
  };
  return (
    <PlayBar
      player={player}
      spanMs={spanMs}
      words={words}
      at={t('at', { at: time(atMs, playing), span: time(spanMs, true) })}
    >
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
    </PlayBar>
  );
}

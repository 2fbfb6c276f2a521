import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/kit/button';
import type { Player, PlayerState } from '@/lib/learner/playback/player';
import type { ChapterAudio } from '@/lib/lesson/audio/chapter-audio';
import { SPEEDS, type Speed } from '@/lib/lesson/audio/remembered';
import styles from './controls.module.css';
import { Icon } from './icon';
import { useClock } from './use-clock';

const BACK_S = 15;

interface Props {
  readonly chapter: ChapterAudio;
  readonly player: Player;
  readonly state: PlayerState;
  readonly speed: Speed;
}

/** Play and pause, sentence by sentence, back, the position, and how fast. Messages: `player`. */
export function Controls({ chapter, player, state, speed }: Props) {
  const t = useTranslations('player.controls');
  const clock = useClock();
  const { status, atS, sentence, resumeS, voice } = state;
  const on = status === 'playing' || status === 'loading';
  const shownS = sentence === null ? resumeS : atS;
  const spoken = chapter.sentences[sentence ?? 0];
  const length = clock(chapter.durationS);
  const silent = voice === null;
  return (
    <div className={`${styles.controls} grid middle gap-y-2 gap-x-3 no-print`}>
      <div className={`${styles.buttons} row gap-1`}>
        <IconButton label={t('back')} disabled={silent} onPress={() => player.back(BACK_S)}>
          <Icon name="back" />
          <span className={styles.fifteen} aria-hidden="true">
            {t('backShort')}
          </span>
        </IconButton>
        <IconButton label={t('previous')} disabled={silent} onPress={() => player.skip(-1)}>
          <Icon name="previous" />
        </IconButton>
        <Button
          look="bare"
          className={`${styles.play} inline-row centred gap-1 target paper small bold figures bg-ink rounded`}
          disabled={silent}
          aria-busy={status === 'loading'}
          onClick={player.toggle}
        >
          <Icon name={on ? 'pause' : 'play'} />
          <span>{playWords()}</span>
        </Button>
        <IconButton label={t('next')} disabled={silent} onPress={() => player.skip(1)}>
          <Icon name="next" />
        </IconButton>
      </div>
      <input
        type="range"
        className={`${styles.position} full target m-0 pointer`}
        aria-label={t('position')}
        aria-valuetext={t('positionText', {
          at: clock(shownS),
          length,
          speaker: spoken?.speaker ?? '',
          text: spoken?.text ?? '',
        })}
        min={0}
        max={Math.floor(chapter.durationS)}
        step={1}
        value={Math.floor(shownS)}
        disabled={silent}
        onChange={({ currentTarget }) => player.seek(Number(currentTarget.value))}
      />
      <span className={`${styles.times} soft small figures text-end nowrap`} aria-hidden="true">
        {t('times', { at: clock(shownS), length })}
      </span>
      <label className={styles.speed}>
        <span className="visually-hidden">{t('speed')}</span>
        <select
          title={t('speed')}
          value={speed}
          onChange={({ currentTarget }) => player.setSpeed(Number(currentTarget.value) as Speed)}
        >
          {SPEEDS.map((each) => (
            <option key={each} value={each}>
              {t('speedTimes', { speed: each })}
            </option>
          ))}
        </select>
      </label>
    </div>
  );

  function playWords() {
    if (on) return t('pause');
    if (status === 'ended') return t('again');
    return resumeS > 0 && sentence === null ? t('continue', { at: clock(resumeS) }) : t('play');
  }
}

interface IconButtonProps {
  readonly label: string;
  readonly disabled: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

function IconButton({ label, disabled, onPress, children }: IconButtonProps) {
  return (
    <Button
      look="bare"
      className={`${styles.icon} center rounded relative`}
      disabled={disabled}
      aria-label={label}
      title={label}
      onClick={onPress}
    >
      {children}
    </Button>
  );
}

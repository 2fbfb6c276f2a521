import { useReducedMotion } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import type { RefObject } from 'react';
import { useId } from 'react';
import { playKeys } from '@/components/kit/play-bar';
import type { Trace } from '@/lib/lesson/explainer/trace';
import { LaneCanvas } from './lane-canvas';
import { LaneWords } from './lane-words';
import { nextSpeed } from './speeds';
import styles from './stage.module.css';
import type { Player } from './use-motion';
import type { Story } from './use-source';

/** A model that was at work stays lit so long on the reader's own clock: the shortest work is seen at any speed. */
const GLOW_MS = 160;
/** Words change no faster than this, on the reader's clock. */
const WORDS_EVERY_MS = 250;

interface StageProps {
  readonly trace: Trace;
  readonly player: Player;
  readonly story: Story;
  readonly place: RefObject<HTMLDivElement | null>;
}

/** The lanes one above the other, each with what it does now in words; keys move it when it has the focus. */
export function Stage({ trace, player, story, place }: StageProps) {
  const t = useTranslations('explainer');
  const keysId = useId();
  const still = useReducedMotion();
  const { atMs, playing, speed } = player;
  const everyMs = WORDS_EVERY_MS * speed;
  const wordsMs = playing ? Math.floor(atMs / everyMs) * everyMs : atMs;
  const onKeyDown = playKeys(player, trace.spanMs, (direction) => player.setSpeed(nextSpeed(story, speed, direction)));
  return (
    <div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form's */}
      <div
        ref={place}
        className={`${styles.stage} card grid`}
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: keys work here
        tabIndex={0}
        aria-label={t('stage.label')}
        aria-describedby={keysId}
        onKeyDown={onKeyDown}
      >
        <div className={`${styles.places} soft tiny`} aria-hidden="true">
          <span>{t('stage.device')}</span>
          <span>{t('stage.server')}</span>
        </div>
        {trace.lanes.map((lane) => (
          <div key={lane.modeId} className={`${styles.lane} middle`}>
            <LaneWords lane={lane} atMs={wordsMs} />
            <LaneCanvas shown={{ lane, atMs, glowMs: playing ? GLOW_MS * speed : 0 }} modelName={t('stage.model')} />
          </div>
        ))}
        <p className="row wrap gap-y-1 gap-x-2 pad-above-2 pad-below-1 soft tiny" aria-hidden="true">
          <Swatch answered={false} />
          {t('stage.waiting')}
          <Swatch answered />
          {t('stage.answered')}
        </p>
      </div>
      <p id={keysId} className={`${styles.keys} above-2 soft tiny no-print`}>
        {t(still ? 'stage.keysStill' : 'stage.keys')}
      </p>
    </div>
  );
}

function Swatch({ answered }: { answered: boolean }) {
  return (
    <svg viewBox="-8 -8 16 16" className={styles.swatch} aria-hidden="true">
      <circle r="6" fill={answered ? 'currentcolor' : 'none'} stroke="currentcolor" strokeWidth="1.75" />
    </svg>
  );
}

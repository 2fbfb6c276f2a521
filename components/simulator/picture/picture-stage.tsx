import { useReducedMotion } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import { useId, useRef } from 'react';
import { PlayBar, playKeys } from '@/components/kit/play-bar';
import type { Film } from '@/lib/simulate/picture/film';
import { stateAt } from '@/lib/simulate/picture/state';
import { LanePicture } from './lane-picture';
import { Signs } from './signs';
import { SpeedChoice } from './speed-choice';
import { usePictureWords } from './use-picture-words';
import { usePlayer } from './use-player';
import { useSaid } from './use-said';

interface PictureStageProps {
  readonly films: readonly Film[];
  /** From when on, and until when there is a picture, ms. */
  readonly startMs: number;
  readonly spanMs: number;
  /** Simulated seconds a second, proposed. */
  readonly speed: number;
  /** So many requests of each lane are in the films; `null` = all. */
  readonly shown: number | null;
}

/** The lanes beside each other, or one below the other; keys move them when the picture has the focus. */
export function PictureStage({ films, startMs, spanMs, speed, shown }: PictureStageProps) {
  const t = useTranslations('simulatorPicture');
  const place = useRef<HTMLDivElement>(null);
  const keysId = useId();
  const still = useReducedMotion();
  const player = usePlayer(films, startMs, spanMs, speed, place);
  const words = usePictureWords();
  const { atMs, playing, touched } = player;
  const time = words.time(atMs, spanMs, !playing);
  const sentences = films.map((film) => words.sentence(film, stateAt(film, atMs), time));
  const said = useSaid(!playing && touched, () =>
    films.map(({ id }, index) => `${t(`lanes.${id}`)}. ${sentences[index]}`).join(' '),
  );
  const c = useTranslations('simulatorPicture.controls');
  return (
    <div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form's */}
      <div
        ref={place}
        className="card grid gap-6 pad-3 from-top"
        style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 12rem + 8.6 * var(--chart-text)), 1fr))' }}
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: keys work here
        tabIndex={0}
        aria-label={t('label')}
        aria-describedby={keysId}
        onKeyDown={playKeys(player, spanMs, player.changeSpeed)}
      >
        {films.map((film, index) => (
          <LanePicture
            key={film.id}
            film={film}
            playhead={player.playhead}
            words={words}
            sentence={sentences[index] ?? ''}
          />
        ))}
      </div>
      <Signs films={films} />
      <p id={keysId} className="above-2 m-0 soft tiny no-print">
        {t(still ? 'keysStill' : 'keys')}
      </p>
      <PlayBar
        player={player}
        startMs={startMs}
        spanMs={spanMs}
        words={{
          label: c('label'),
          still: c('still'),
          play: c('play'),
          pause: c('pause'),
          back: c('back'),
          next: c('next'),
          restart: c('restart'),
          moment: c('moment'),
        }}
        at={c('at', { at: time, span: words.time(spanMs, spanMs, false) })}
      >
        <SpeedChoice speed={player.speed} onChoose={player.setSpeed} />
      </PlayBar>
      {shown !== null && (
        <p className="above-2 m-0 soft small">
          {startMs > 0
            ? c('later', { count: shown, from: words.time(startMs, spanMs, false) })
            : c('part', { count: shown })}
        </p>
      )}
      {films.map(
        ({ id, each }) =>
          each > 1 && (
            <p key={id} className="above-2 m-0 soft small">
              {c('each', { lane: t(`lanes.${id}`), each })}
            </p>
          ),
      )}
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </div>
  );
}

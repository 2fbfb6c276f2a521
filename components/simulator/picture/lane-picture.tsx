import { useTranslations } from 'next-intl';
import { useLayoutEffect, useRef } from 'react';
import { LaneMark } from '@/components/marks/lane-mark';
import type { Film } from '@/lib/simulate/picture/film';
import { createPainter } from './painter';
import type { Playhead } from './playhead';
import type { PictureWords } from './use-picture-words';

/** Of each stage, rem. */
const STAGE_HEIGHT = 10;

interface LanePictureProps {
  readonly film: Film;
  readonly playhead: Playhead;
  readonly words: PictureWords;
  /** What is seen now. */
  readonly sentence: string;
}

/** One lane: its picture, which follows the playhead by itself, and under it the same in words. */
export function LanePicture({ film, playhead, words, sentence }: LanePictureProps) {
  const t = useTranslations('simulatorPicture');
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(
    () => (canvas.current ? createPainter(canvas.current, film, playhead, words) : undefined),
    [film, playhead, words],
  );
  return (
    <section className="narrow" aria-label={t(`lanes.${film.id}`)}>
      <h3 className="row gap-2 medium">
        {film.stages
          .filter(({ stage }, index, all) => all.findIndex((other) => other.stage.look === stage.look) === index)
          .map(({ stage }) => (
            <LaneMark key={stage.part} lane={stage.look} />
          ))}
        {t(`lanes.${film.id}`)}
      </h3>
      <div className="above-2" aria-hidden="true">
        <canvas
          ref={canvas}
          className="block full tiny projected"
          style={{ blockSize: `${Math.max(1, film.stages.length) * STAGE_HEIGHT}rem` }}
        />
      </div>
      {/* Room for the longest sentences: nothing moves when the words change. */}
      <p className="m-0 above-2 soft small" style={{ minBlockSize: '6.2em' }}>
        {sentence}
      </p>
    </section>
  );
}

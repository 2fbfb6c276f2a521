'use client';

import { SegmentedControl, Slider } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import { type ReactNode, useRef } from 'react';
import { useFigures } from '@/components/charts/format';
import { Button } from '@/components/kit/button';
import styles from './replay-bar.module.css';
import { REPLAY_SPEEDS, type Replay, type ReplaySpeed } from './use-replay';

interface ReplayBarProps {
  readonly replay: Replay;
  readonly disabled?: boolean;
  /** What stands beside the button while nothing is replayed. */
  readonly children?: ReactNode;
}

/** Plays a run again: play and pause, step from answer to answer, go to any moment. Messages: `runs`, `charts`, `modes`. */
export function ReplayBar({ replay, disabled = false, children }: ReplayBarProps) {
  const t = useTranslations('runs.replay');
  const figures = useFigures();
  // Moves only when told to: there is no playing at once for who asked for less motion.
  const still = useReducedMotion();
  const main = useRef<HTMLButtonElement>(null);
  const { active, playing, atMs, spanMs, speed } = replay;
  const at = figures.seconds(round(atMs, playing));
  const span = figures.seconds(round(spanMs, true));
  const close = () => {
    replay.stop();
    // The button that was pressed goes away.
    main.current?.focus();
  };
  return (
    <fieldset className="row wrap gap-2 above-3">
      <legend className="visually-hidden">{t('label')}</legend>
      <Button
        ref={main}
        className={styles.main}
        disabled={disabled || spanMs === 0}
        onClick={playing ? replay.pause : !active && still ? replay.open : replay.play}
      >
        {!active ? t('open') : playing ? t('pause') : t('play')}
      </Button>
      {!active && children}
      {active && (
        <>
          <Button disabled={atMs <= 0} onClick={() => replay.step(-1)}>
            {t('previous')}
          </Button>
          <Button disabled={atMs >= spanMs} onClick={() => replay.step(1)}>
            {t('next')}
          </Button>
          <Slider
            className={`${styles.slider} pad-3`}
            thumbLabel={t('moment')}
            thumbProps={{ 'aria-valuetext': t('at', { at, span }) }}
            label={(ms) => figures.seconds(round(ms, true))}
            min={0}
            max={spanMs}
            step={spanMs / 200}
            value={atMs}
            onChange={replay.seek}
          />
          <span className={`${styles.time} soft small figures text-end`} aria-hidden="true">
            {t('at', { at, span })}
          </span>
          <SegmentedControl
            className={`${styles.speed} bg-sunken`}
            aria-label={t('speed')}
            value={String(speed)}
            onChange={(value) => replay.setSpeed(Number(value) as ReplaySpeed)}
            data={REPLAY_SPEEDS.map((each) => ({ value: String(each), label: t('times', { speed: each }) }))}
          />
          <Button onClick={close}>{t('close')}</Button>
        </>
      )}
      <p className="visually-hidden" role="status">
        {active && !playing ? t('said', { at, count: answered(replay) }) : ''}
      </p>
    </fieldset>
  );
}

/** Hundredths of a second are finer than anyone can watch; at rest, two answers must not read the same moment. */
const round = (ms: number, playing: boolean) => (playing ? Math.round(ms / 10) * 10 : Math.round(ms * 10) / 10);

const answered = ({ records }: Replay) => records.reduce((sum, { measurements }) => sum + measurements.length, 0);

import type { KeyboardEvent, ReactNode } from 'react';
import { Button } from './button';
import styles from './play-bar.module.css';

/** What plays, and what moves it. */
export interface Playing {
  readonly atMs: number;
  readonly playing: boolean;
  toggle(): void;
  step(direction: 1 | -1): void;
  seek(ms: number): void;
}

interface PlayBarProps {
  readonly player: Playing;
  /** It begins here, ms. */
  readonly startMs?: number;
  readonly spanMs: number;
  readonly words: Readonly<
    Record<'label' | 'still' | 'play' | 'pause' | 'back' | 'next' | 'restart' | 'moment', string>
  >;
  /** The moment, in words. */
  readonly at: string;
  /** What chooses the speed. */
  readonly children: ReactNode;
}

/** Play and pause, step, go to any moment; whoever asks for less motion is told why nothing plays. */
export function PlayBar({ player, startMs = 0, spanMs, words, at, children }: PlayBarProps) {
  const { atMs, playing } = player;
  return (
    <fieldset className="row wrap gap-2 above-4 no-print">
      <legend className="visually-hidden">{words.label}</legend>
      <p className={`${styles.still} own-line soft small hide`}>{words.still}</p>
      <Button look="go" className={styles.play} onClick={player.toggle}>
        {playing ? words.pause : words.play}
      </Button>
      <Button onClick={() => player.step(-1)}>{words.back}</Button>
      <Button onClick={() => player.step(1)}>{words.next}</Button>
      <Button onClick={() => player.seek(startMs)}>{words.restart}</Button>
      <div className={`${styles.moment} row gap-2`}>
        <input
          className={`${styles.slider} target m-0`}
          type="range"
          aria-label={words.moment}
          aria-valuetext={at}
          min={startMs}
          max={spanMs}
          step="any"
          value={atMs}
          onChange={(event) => player.seek(Number(event.currentTarget.value))}
        />
        <span className={`${styles.time} soft small figures text-end`} aria-hidden="true">
          {at}
        </span>
      </div>
      <div className={`${styles.pace} row wrap own-line gap-y-2 gap-x-4`}>{children}</div>
    </fieldset>
  );
}

/**
 * The keys of a picture that plays, while it has the focus: Space, arrows, Home, End, and brackets for the speed.
 * @param changeSpeed to the next faster or slower one
 */
export function playKeys(player: Playing, spanMs: number, changeSpeed: (direction: 1 | -1) => void) {
  return (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const mirrored = getComputedStyle(event.currentTarget).direction === 'rtl';
    const action = {
      ' ': player.toggle,
      ArrowRight: () => player.step(mirrored ? -1 : 1),
      ArrowLeft: () => player.step(mirrored ? 1 : -1),
      Home: () => player.seek(0),
      End: () => player.seek(spanMs),
      '[': () => changeSpeed(-1),
      ']': () => changeSpeed(1),
    }[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };
}

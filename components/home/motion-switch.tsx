'use client';

import { useState } from 'react';
import { Button } from '@/components/kit/button';
import styles from './stage.module.css';

/** Stops and starts the pictures of the stage it stands in (CSS looks for the pressed state). */
export function MotionSwitch({ words }: { words: { pause: string; play: string } }) {
  const [paused, setPaused] = useState(false);
  return (
    <Button
      look="bare"
      className={`${styles.motion} inline-row self-start gap-2 target soft tiny`}
      data-motion={paused ? 'paused' : 'running'}
      onClick={() => setPaused(!paused)}
    >
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <path d={paused ? 'M3 1.5v9l7-4.5z' : 'M2.5 1.5h2.5v9h-2.5zM7 1.5h2.5v9h-2.5z'} />
      </svg>
      {paused ? words.play : words.pause}
    </Button>
  );
}

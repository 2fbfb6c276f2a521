'use client';

import { useTranslations } from 'next-intl';
import { useLayoutEffect, useRef, useState } from 'react';
import { useFigures } from '@/components/charts/format';
import { axisTicksMs } from './geometry';
import styles from './time-axis.module.css';

/** Room for one word of the axis, in its own text size. */
const WORD_EM = 5;

/** The one axis under all lanes. */
export function TimeAxis({ spanMs }: { spanMs: number }) {
  const t = useTranslations('laneTimeline');
  const figures = useFigures();
  const ref = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState({ widthPx: 640, wordPx: 13 * WORD_EM });
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const watch = new ResizeObserver(() => {
      const textPx = Number.parseFloat(getComputedStyle(element).fontSize);
      setRoom({ widthPx: element.clientWidth, wordPx: textPx * WORD_EM });
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return (
    <div
      ref={ref}
      className={`${styles.axis} soft relative`}
      role="img"
      aria-label={`${t('axis')}: ${figures.tick(0)} – ${figures.duration(spanMs)}`}
    >
      {axisTicksMs(spanMs, room.widthPx, room.wordPx).map((ms) => (
        <span
          key={ms}
          className={`${styles.tick} flex centred nowrap absolute`}
          data-at={ms === 0 ? 'start' : ms > spanMs * 0.97 ? 'end' : 'middle'}
          style={{ insetInlineStart: `${(ms / spanMs) * 100}%` }}
        >
          {ms === 0 ? figures.count(0) : figures.tick(ms)}
        </span>
      ))}
    </div>
  );
}

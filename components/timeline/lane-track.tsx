'use client';

import { useTranslations } from 'next-intl';
import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useFigures } from '@/components/charts/format';
import type { LaneRecord } from '@/lib/measure/lane-record';
import type { SampleSet } from '@/lib/model/samples';
import type { ModeId } from '@/lib/modes';
import type { Workload } from '@/lib/workload/workload';
import { factsOf, useItemSentence } from './item-facts';
import { ItemPanel } from './item-panel';
import type { LaneIndex } from './lane-index';
import styles from './lane-track.module.css';
import { panelPlace } from './panel-place';
import { stepOf } from './step';
import { createTrackCanvas, type TrackCanvas } from './track-canvas';
import { useTrackSummary } from './track-summary';
import { reachedMs } from './track-view';

interface LaneTrackProps {
  readonly modeId: ModeId;
  /** Of the lane. */
  readonly name: string;
  /** Its items wait in a pile. */
  readonly gathers: boolean;
  readonly record: LaneRecord | undefined;
  /** Of this record. */
  readonly index: LaneIndex;
  readonly workload: Workload;
  readonly samples: SampleSet | null;
  readonly spanMs: number;
  readonly topMs: number;
  readonly plannedPile: number;
  readonly untilMs: number | undefined;
  /** Hears of the canvas, so that it can be told when its lane has come further. */
  onCanvas(canvas: TrackCanvas | null): void;
}

interface Selection {
  readonly item: number;
  /** Stays when the pointer leaves: chosen by key, click or tap. */
  readonly pinned: boolean;
}

/** The items of one lane, drawn; pointing, tapping and the arrow keys show one of them. */
export function LaneTrack(props: LaneTrackProps) {
  const { modeId, name, gathers, record, index, workload, samples, spanMs, topMs, plannedPile, untilMs, onCanvas } =
    props;
  const t = useTranslations('laneTimeline.track');
  const figures = useFigures();
  const words = useMemo(() => ({ latency: figures.tick, count: figures.count }), [figures]);
  const sentence = useItemSentence();
  const summary = useTrackSummary(record, index, workload);
  const descriptionId = useId();
  const canvas = useRef<HTMLCanvasElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const drawing = useRef<TrackCanvas>(null);
  const [selection, setSelection] = useState<Selection | null>(null);
  const [said, setSaid] = useState('');
  const selected = selection && selection.item < workload.count ? selection.item : null;
  const factsAbout = (item: number) =>
    factsOf(item, {
      record,
      measurement: index.measurementOf(item),
      workload,
      samples,
      drawnMs: Math.min(reachedMs(record), untilMs ?? Number.POSITIVE_INFINITY),
    });

  useLayoutEffect(() => {
    if (!canvas.current) return;
    const made = createTrackCanvas(canvas.current, modeId);
    drawing.current = made;
    onCanvas(made);
    return () => {
      onCanvas(null);
      made.dispose();
    };
  }, [modeId, onCanvas]);

  useLayoutEffect(() => {
    drawing.current?.show({ record, index, workload, spanMs, topMs, plannedPile, untilMs, words, selected });
    const place = selected === null ? null : drawing.current?.placeOf(selected);
    if (place && panel.current && canvas.current) placePanel(panel.current, canvas.current, place.x);
  });

  const choose = (item: number | null, pinned: boolean) => {
    setSelection(item === null ? null : { item, pinned });
    setSaid(item !== null && pinned ? sentence(factsAbout(item)) : '');
  };
  const itemAt = ({ clientX, clientY }: MouseEvent) => {
    const box = canvas.current?.getBoundingClientRect();
    return box ? (drawing.current?.itemAt(clientX - box.x, clientY - box.y) ?? null) : null;
  };
  const onPointerMove = (event: PointerEvent) => {
    if (event.pointerType === 'touch' || selection?.pinned) return;
    const item = itemAt(event);
    if (item !== selected) choose(item, false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape' && selection) {
      // Elsewhere on the page Escape means more.
      event.preventDefault();
      return choose(null, false);
    }
    const mirrored = getComputedStyle(event.currentTarget).direction === 'rtl';
    const next = stepOf(event.key, selected, workload.count, mirrored);
    if (next === null) return;
    event.preventDefault();
    choose(next, true);
  };

  return (
    <div className="narrow relative">
      <div
        className={styles.track}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys work here
        tabIndex={0}
        aria-label={t('label', { lane: name })}
        aria-roledescription={t('role')}
        aria-describedby={descriptionId}
        onPointerMove={onPointerMove}
        onPointerLeave={() => selection?.pinned || choose(null, false)}
        onClick={(event) => {
          const item = itemAt(event);
          choose(selection?.pinned && item === selected ? null : item, true);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => choose(null, false)}
      >
        <canvas ref={canvas} className={styles.canvas} />
        {gathers && (
          <span className={`${styles.scale} soft leading-tight absolute`} aria-hidden="true">
            {t('waiting')}
          </span>
        )}
      </div>
      <p id={descriptionId} className="visually-hidden">
        {summary} {t('keys')}
      </p>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {selected !== null && <ItemPanel ref={panel} facts={factsAbout(selected)} samples={samples} />}
    </div>
  );
}

/** Beside the tracks, or under the item, or above it. */
function placePanel(panel: HTMLElement, canvas: HTMLElement, x: number): void {
  const around = panel.offsetParent ?? canvas;
  const track = around.getBoundingClientRect();
  const card = (around.closest('[data-lanes]') ?? around).getBoundingClientRect();
  const fromLeft = canvas.getBoundingClientRect().x + x - track.x;
  const isMirrored = getComputedStyle(canvas).direction === 'rtl';
  const size = { width: panel.offsetWidth, height: panel.offsetHeight };
  const roomPx = isMirrored ? track.left - card.left : card.right - track.right;
  const place = panelPlace(size, track, card, { roomPx, windowPx: window.innerHeight });
  panel.style.setProperty('--at', `${isMirrored ? track.width - fromLeft : fromLeft}px`);
  panel.style.setProperty('--from-top', `${place.at === 'beside' ? place.fromTop : 0}px`);
  panel.dataset.place = place.at;
}

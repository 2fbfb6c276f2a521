'use client';

import { useTranslations } from 'next-intl';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/kit/button';
import { SampleImage } from '@/components/samples/sample-image';
import { frameDigit } from '@/lib/model/digit-framing';
import { DIGIT_SHAPES, type Stroke } from '@/lib/model/digit-shapes';
import styles from './draw-pad.module.css';
import { KeyboardGrid } from './keyboard-grid';
import { greyOf, PICTURE_SIDE, paint } from './strokes';

interface DrawPadProps {
  readonly disabled: boolean;
  /** The drawing framed as the model expects it, 784 bytes; `null` when the pad is empty. */
  onDraw(pixels: Uint8Array | null): void;
}

/** A pad to draw a digit on: by pointer or touch, on a grid by keyboard, or from a ready-made shape. */
export function DrawPad({ disabled, onDraw }: DrawPadProps) {
  const t = useTranslations('draw');
  const canvas = useRef<HTMLCanvasElement>(null);
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const [framed, setFramed] = useState<Uint8Array | null>(null);
  const [byKeyboard, setByKeyboard] = useState(false);
  // A new grid for each clearing: it holds the inked cells itself.
  const [grids, setGrids] = useState(0);
  const drawing = useRef<number | null>(null);

  useEffect(() => {
    const context = canvas.current?.getContext('2d', { willReadFrequently: true });
    if (!context) return;
    paint(context, strokes, PICTURE_SIDE);
    const pixels = frameDigit(greyOf(context, PICTURE_SIDE));
    setFramed(pixels);
    onDraw(pixels);
  }, [strokes, onDraw]);

  const pointOf = (event: PointerEvent<HTMLCanvasElement>): readonly [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  };
  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    if (disabled || drawing.current !== null) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drawing.current = event.pointerId;
    const point = pointOf(event);
    setStrokes((before) => [...before, [point]]);
  };
  const extend = (event: PointerEvent<HTMLCanvasElement>) => {
    if (drawing.current !== event.pointerId) return;
    const point = pointOf(event);
    setStrokes((before) => [...before.slice(0, -1), [...(before.at(-1) ?? []), point]]);
  };
  const finish = () => {
    drawing.current = null;
  };
  const clear = () => {
    setStrokes([]);
    setGrids(grids + 1);
  };

  return (
    <div className="grid justify-start gap-3">
      <div className="flex wrap bottom gap-4">
        <canvas
          ref={canvas}
          width={PICTURE_SIDE}
          height={PICTURE_SIDE}
          className={styles.canvas}
          hidden={byKeyboard}
          role="img"
          aria-label={t('pad', { count: strokes.length })}
          onPointerDown={begin}
          onPointerMove={extend}
          onPointerUp={finish}
          onPointerCancel={finish}
        />
        {byKeyboard && <KeyboardGrid key={grids} disabled={disabled} onChange={setStrokes} />}
        <figure className={`${styles.preview} grid gap-1 soft tiny`}>
          {framed ? <SampleImage pixels={framed} /> : <div className={styles.blank} />}
          <figcaption>{t('preview')}</figcaption>
        </figure>
      </div>
      <div className="flex wrap gap-2">
        <Button disabled={disabled || strokes.length === 0} onClick={clear}>
          {t('clear')}
        </Button>
        {!byKeyboard && (
          <Button disabled={disabled || strokes.length === 0} onClick={() => setStrokes(strokes.slice(0, -1))}>
            {t('undo')}
          </Button>
        )}
        <Button
          aria-pressed={byKeyboard}
          disabled={disabled}
          onClick={() => {
            clear();
            setByKeyboard(!byKeyboard);
          }}
        >
          {t('keyboard')}
        </Button>
      </div>
      <fieldset className={`${styles.shapes} grid wrap gap-2`} disabled={disabled}>
        <legend className="below-1 soft tiny">{t('shapes')}</legend>
        {DIGIT_SHAPES.map((shape, digit) => (
          <Button
            className="pad-x-4"
            key={digit}
            aria-label={t('shape', { digit })}
            onClick={() => {
              setByKeyboard(false);
              setStrokes(shape);
            }}
          >
            {digit}
          </Button>
        ))}
      </fieldset>
    </div>
  );
}

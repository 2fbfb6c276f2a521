import type { Film } from '@/lib/simulate/picture/film';
import { layoutOf } from '@/lib/simulate/picture/layout';
import { sceneAt } from '@/lib/simulate/picture/scene';
import { type LaneState, stateAt } from '@/lib/simulate/picture/state';
import { type Colours, readColours } from './colours';
import { paintStage, type StageHeads } from './paint';
import type { Playhead } from './playhead';

/** What leaves is seen for so long on the reader's own clock, whatever the speed. */
const GLOW_MS = 700;
/** Of words, on the narrowest page. */
const SMALLEST_PX = 11;

export interface PainterWords {
  heads(film: Film, stage: number, state: LaneState): StageHeads;
  more(count: number): string;
}

/** Draws a lane wherever the playhead stands, in the colours and the size that the canvas has at the time. @returns ends it */
export function createPainter(
  canvas: HTMLCanvasElement,
  film: Film,
  playhead: Playhead,
  words: PainterWords,
): () => void {
  let colours: Colours[] | null = null;
  const paint = () => {
    const context = canvas.getContext('2d');
    const { clientWidth: width, clientHeight: height } = canvas;
    if (!context || width === 0) return;
    colours ??= film.stages.map(({ stage }) => readColours(canvas, stage.look));
    fit(canvas, context, width, height);
    const [first] = colours;
    if (!first) return;
    const { atMs, playing, speed } = playhead.now;
    const fontPx = Math.max(SMALLEST_PX, Math.min(first.textPx, width / 16));
    context.font = `${fontPx}px ${first.font.replace(/^\S+ /, '')}`;
    const layouts = layoutOf(
      film.stages.map(({ stage }) => stage),
      width,
      height,
      fontPx * 1.6,
    );
    const state = stateAt(film, atMs);
    const options = { scale: Math.min(1.5, first.markScale), glowMs: playing ? GLOW_MS * speed : 0 };
    layouts.forEach((layout, index) => {
      const look = film.stages[index]?.stage.look ?? 'online';
      const brush = { context, look, fontPx, widthPx: width, colours: colours?.[index] ?? first };
      const scene = sceneAt(film, index, atMs, layout, options);
      paintStage(brush, layout, words.heads(film, index, state), scene, words.more);
    });
  };
  const repaint = () => {
    colours = null;
    paint();
  };
  const quiet = playhead.onFrame(paint);
  const resized = new ResizeObserver(repaint);
  resized.observe(canvas);
  const restyled = new MutationObserver(repaint);
  restyled.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme', 'data-profile', 'dir'] });
  repaint();
  return () => {
    quiet();
    resized.disconnect();
    restyled.disconnect();
  };
}

function fit(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D, width: number, height: number): void {
  const ratio = window.devicePixelRatio || 1;
  const [widthPx, heightPx] = [Math.round(width * ratio), Math.round(height * ratio)];
  // A canvas that is given a size is made anew, even if it has it.
  if (canvas.width !== widthPx || canvas.height !== heightPx) {
    canvas.width = widthPx;
    canvas.height = heightPx;
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
}

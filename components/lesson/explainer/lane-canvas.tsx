import { useLayoutEffect, useRef } from 'react';
import { stageOf } from '@/lib/lesson/explainer/picture';
import { createLanePainter, type LanePainter, type Shown } from './lane-painter';
import styles from './stage.module.css';

/** The picture of one lane; what it shows is said beside it. */
export function LaneCanvas({ shown, modelName }: { readonly shown: Shown; readonly modelName: string }) {
  const { modeId } = shown.lane;
  const canvas = useRef<HTMLCanvasElement>(null);
  const painter = useRef<LanePainter>(null);
  useLayoutEffect(() => {
    if (!canvas.current) return;
    const made = createLanePainter(canvas.current, modeId);
    painter.current = made;
    return () => made.dispose();
  }, [modeId]);
  useLayoutEffect(() => painter.current?.show(shown));
  const { model } = stageOf(modeId, 100, 100, 1);
  return (
    <div className={styles.picture} aria-hidden="true">
      <canvas ref={canvas} />
      <span style={{ insetInlineStart: `${model.x - 15}%`, inlineSize: '30%' }}>{modelName}</span>
    </div>
  );
}

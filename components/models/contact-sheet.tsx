'use client';

import { useEffect, useRef, useState } from 'react';
import { IMAGE_SIDE } from '@/lib/model/image-classifier';
import styles from './contact-sheet.module.css';

const GAP = 4;

interface ContactSheetProps {
  readonly modelId: string;
  readonly columns: number;
  readonly rows: number;
  readonly words: { readonly label: string; readonly note: string; readonly failed: string };
}

/** The first test images of a model that takes images, fetched when they come near the screen. */
export function ContactSheet({ modelId, columns, rows, words }: ContactSheetProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        draw(element, modelId, columns, rows).catch(() => setFailed(true));
      },
      { rootMargin: '200px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [modelId, columns, rows]);
  return (
    <figure className={styles.sheet}>
      <canvas
        ref={canvas}
        width={columns * (IMAGE_SIDE + GAP) - GAP}
        height={rows * (IMAGE_SIDE + GAP) - GAP}
        role="img"
        aria-label={words.label}
      />
      <figcaption className="above-2 soft tiny">{failed ? words.failed : words.note}</figcaption>
    </figure>
  );
}

/** Brightness becomes opacity, so the pictures stand on the page in its own colours. */
async function draw(canvas: HTMLCanvasElement, modelId: string, columns: number, rows: number): Promise<void> {
  const [{ samplesOf }, { pixelsOf }] = await Promise.all([
    import('@/lib/lab/load-samples'),
    import('@/lib/model/samples'),
  ]);
  const samples = await samplesOf(modelId);
  if (samples.kind !== 'images') return;
  const context = canvas.getContext('2d');
  for (let index = 0; index < Math.min(columns * rows, samples.count); index++) {
    const image = new ImageData(IMAGE_SIDE, IMAGE_SIDE);
    pixelsOf(samples, index).forEach((brightness, pixel) => {
      image.data[4 * pixel + 3] = brightness;
    });
    const x = (index % columns) * (IMAGE_SIDE + GAP);
    const y = Math.floor(index / columns) * (IMAGE_SIDE + GAP);
    context?.putImageData(image, x, y);
  }
}

'use client';

import { useEffect, useRef } from 'react';
import { IMAGE_PIXELS, IMAGE_SIDE } from '@/lib/model/image-classifier';
import styles from './sample-image.module.css';

/** One 28x28 image, as the model sees it. */
export function SampleImage({ pixels }: { pixels: Uint8Array }) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = ref.current?.getContext('2d');
    if (!context) return;
    const image = context.createImageData(IMAGE_SIDE, IMAGE_SIDE);
    for (let index = 0; index < IMAGE_PIXELS; index++) {
      const value = pixels[index] ?? 0;
      image.data.set([value, value, value, 255], index * 4);
    }
    context.putImageData(image, 0, 0);
  }, [pixels]);
  return (
    <span className={styles.picture} aria-hidden="true">
      <canvas ref={ref} width={IMAGE_SIDE} height={IMAGE_SIDE} className={styles.sample} />
    </span>
  );
}

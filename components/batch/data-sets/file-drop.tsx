'use client';

import { useId } from 'react';
import { FilePicker } from '@/components/kit/file-picker';
import { useFileDrop } from '@/components/kit/use-file-drop';
import section from '../section.module.css';
import styles from './forms.module.css';

interface FileDropProps {
  readonly accept: string;
  readonly button: string;
  readonly hint: string;
  readonly disabled: boolean;
  onFile(file: File): void;
}

/** A button that opens the file chooser, in an area that takes a dropped file. */
export function FileDrop({ accept, button, hint, disabled, onFile }: FileDropProps) {
  const hintId = useId();
  const drop = useFileDrop(onFile, disabled);
  return (
    // Dropping is a second way: the button is the one for everybody.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div className={styles.drop} {...drop}>
      <FilePicker accept={accept} disabled={disabled} aria-describedby={hintId} onFile={onFile}>
        {button}
      </FilePicker>
      <span id={hintId} className={styles.said}>
        {hint}
      </span>
    </div>
  );
}

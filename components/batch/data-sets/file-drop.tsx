'use client';

import { useId } from 'react';
import { FilePicker } from '@/components/kit/file-picker';
import { useFileDrop } from '@/components/kit/use-file-drop';
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
    <div className={`${styles.drop} row wrap gap-y-2 gap-x-3 pad-3 dashed rounded`} {...drop}>
      <FilePicker accept={accept} disabled={disabled} aria-describedby={hintId} onFile={onFile}>
        {button}
      </FilePicker>
      <span id={hintId} className="self-middle soft small anywhere">
        {hint}
      </span>
    </div>
  );
}

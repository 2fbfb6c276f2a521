'use client';

import { useId, useRef, useState } from 'react';
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
  const input = useRef<HTMLInputElement>(null);
  const hintId = useId();
  const [dropping, setDropping] = useState(false);
  const take = (file: File | undefined) => {
    if (file && !disabled) onFile(file);
  };
  return (
    // Dropping is a second way: the button is the one for everybody.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div
      className={styles.drop}
      data-dropping={dropping}
      onDragOver={(event) => {
        event.preventDefault();
        setDropping(!disabled);
      }}
      onDragLeave={() => setDropping(false)}
      onDrop={(event) => {
        event.preventDefault();
        setDropping(false);
        take(event.dataTransfer.files[0]);
      }}
    >
      <button
        type="button"
        className={section.quiet}
        disabled={disabled}
        aria-describedby={hintId}
        onClick={() => input.current?.click()}
      >
        {button}
      </button>
      <span id={hintId} className={styles.said}>
        {hint}
      </span>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          // The same file may be chosen again.
          event.target.value = '';
          take(file);
        }}
      />
    </div>
  );
}

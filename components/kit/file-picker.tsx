'use client';

import { type ComponentProps, type ReactNode, useRef } from 'react';
import { Button } from './button';

interface FilePickerProps extends Omit<ComponentProps<typeof Button>, 'onClick' | 'type'> {
  /** Kinds of file, as an input takes them. */
  readonly accept: string;
  readonly children: ReactNode;
  readonly onFile: (file: File) => void;
}

/** A button that asks for one file. */
export function FilePicker({ accept, onFile, ...button }: FilePickerProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button {...button} onClick={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          // The same file may be chosen again.
          event.target.value = '';
          if (file) onFile(file);
        }}
      />
    </>
  );
}

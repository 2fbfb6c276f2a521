'use client';

import { type DragEvent, useState } from 'react';

/** What an area needs to take a dropped file; `data-dropping` says whether one hangs over it. */
export function useFileDrop(onFile: (file: File) => void, disabled = false) {
  const [dropping, setDropping] = useState(false);
  return {
    'data-dropping': dropping,
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      setDropping(!disabled);
    },
    onDragLeave: () => setDropping(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setDropping(false);
      const [file] = event.dataTransfer.files;
      if (file && !disabled) onFile(file);
    },
  };
}

/** Memory for what is unpacked: a body of 16 KB may become a thousand times as much, and hundreds may come at once. */
export interface UnpackRoom {
  /** For one body: nothing yet. */
  hold(): Hold;
}

export interface Hold {
  /** Waits until there is room for so many bytes, first come, first served. */
  take(bytes: number): Promise<void>;
  /** Gives back all but so many. */
  keep(bytes: number): void;
}

/** @param mostBytes at least as many as one may take */
export function createUnpackRoom(mostBytes: number): UnpackRoom {
  let free = mostBytes;
  const waiting: { readonly bytes: number; readonly begin: () => void }[] = [];
  const letIn = () => {
    for (let [first] = waiting; first && first.bytes <= free; [first] = waiting) {
      waiting.shift();
      free -= first.bytes;
      first.begin();
    }
  };
  return {
    hold() {
      let held = 0;
      return {
        take: (bytes) =>
          new Promise((resolve) => {
            const begin = () => {
              held += bytes;
              resolve();
            };
            waiting.push({ bytes, begin });
            letIn();
          }),
        keep(bytes) {
          const spare = Math.max(0, held - bytes);
          held -= spare;
          free += spare;
          letIn();
        },
      };
    },
  };
}

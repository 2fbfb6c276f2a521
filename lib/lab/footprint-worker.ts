export type ProbeCommand = 'begin' | 'pause';

/*
 * Sends the page's thread a stamp now and then, at moments of its own: how long the page took to hear it tells whether it was
 * busy. Twenty stamps a second cost either side about a thousandth of a core.
 */

const MEAN_MS = 50;
let timer: ReturnType<typeof setTimeout> | undefined;

function next(): void {
  // At random, so that stamps never fall in step with frames, heartbeats or arrivals at a constant rate.
  timer = setTimeout(
    () => {
      self.postMessage(performance.timeOrigin + performance.now());
      next();
    },
    MEAN_MS * (0.5 + Math.random()),
  );
}

self.onmessage = ({ data: command }: MessageEvent<ProbeCommand>) => {
  clearTimeout(timer);
  if (command === 'begin') next();
};

import 'client-only';

/** A page that is hidden draws no frames: then it is done after so long all the same. ms */
const NO_FRAME_MS = 250;

/** Calls back before the next frame is drawn; where none is (a hidden page), soon. */
export function beforeFrame(callback: () => void): void {
  let isDone = false;
  const once = () => {
    if (isDone) return;
    isDone = true;
    cancelAnimationFrame(frame);
    clearTimeout(handle);
    callback();
  };
  const frame = requestAnimationFrame(once);
  const handle = setTimeout(once, NO_FRAME_MS);
}

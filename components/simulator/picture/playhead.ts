/** Words and controls change no oftener than this while it plays, real ms. */
const WORDS_EVERY_MS = 125;
/** A frame that comes later than this was no frame: nobody looked. Real ms. */
const LONGEST_FRAME_MS = 100;

/** Times in ms of the film. */
export interface Head {
  readonly atMs: number;
  readonly playing: boolean;
  /** Simulated seconds a second. */
  readonly speed: number;
  /** Whether anything was pressed yet. */
  readonly touched: boolean;
}

/** Asks for frames, as a window does. */
export interface Frames {
  request(draw: (nowMs: number) => void): number;
  cancel(frame: number): void;
}

/** Where the picture stands. It tells of every frame whoever draws, and of some of them whoever writes. */
export interface Playhead {
  /** For words: up to date at rest, some frames late while it plays. */
  head(): Head;
  /** For drawing. */
  readonly now: Head;
  onFrame(draw: () => void): () => void;
  onHead(tell: () => void): () => void;
  move(change: Partial<Pick<Head, 'atMs' | 'playing' | 'speed'>>): void;
  dispose(): void;
}

/** @param startMs and spanMs: from when on and until when there is a picture, ms of the film */
export function createPlayhead(startMs: number, spanMs: number, speed: number, frames: Frames): Playhead {
  let now: Head = { atMs: startMs, playing: false, speed, touched: false };
  let told = now;
  let toldAtMs = Number.NEGATIVE_INFINITY;
  let frame = 0;
  let lastMs: number | null = null;
  const draws = new Set<() => void>();
  const tells = new Set<() => void>();

  const show = (isTold: boolean) => {
    for (const draw of draws) draw();
    if (!isTold) return;
    told = now;
    for (const tell of tells) tell();
  };
  const rest = () => {
    frames.cancel(frame);
    frame = 0;
    lastMs = null;
  };
  const tick = (nowMs: number) => {
    const passedMs = lastMs === null ? 0 : Math.min(nowMs - lastMs, LONGEST_FRAME_MS);
    lastMs = nowMs;
    const atMs = Math.min(spanMs, now.atMs + passedMs * now.speed);
    now = { ...now, atMs, playing: atMs < spanMs };
    const isTold = !now.playing || nowMs - toldAtMs >= WORDS_EVERY_MS;
    if (isTold) toldAtMs = nowMs;
    if (now.playing) frame = frames.request(tick);
    else rest();
    show(isTold);
  };
  const listen = (listeners: Set<() => void>) => (listener: () => void) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  };

  return {
    head: () => told,
    get now() {
      return now;
    },
    onFrame: listen(draws),
    onHead: listen(tells),
    move(change) {
      const atMs = Math.min(spanMs, Math.max(startMs, change.atMs ?? now.atMs));
      const wasPlaying = now.playing;
      now = { ...now, ...change, atMs, touched: true };
      if (now.playing && !wasPlaying) frame = frames.request(tick);
      else if (!now.playing) rest();
      show(true);
    },
    dispose: rest,
  };
}

import type { IncomingMessage } from 'node:http';

/** How slowly a body may come. */
export interface BodyPatience {
  /** Without a byte, ms. */
  readonly idleMs: number;
  /** After so long, as many bytes a second on the whole: who drips holds nothing for long. At most `longestMs`. */
  readonly leastMs: number;
  readonly leastBytesPerSecond: number;
  readonly longestMs: number;
}

/** A slow line, shared by a class: 32 KiB/s is a quarter of a megabit. */
const BODY_PATIENCE: BodyPatience = {
  idleMs: 10_000,
  leastMs: 30_000,
  leastBytesPerSecond: 32 * 1024,
  longestMs: 15 * 60_000,
};

const LOOK_MS = 1000;

interface Watched {
  readonly request: IncomingMessage;
  readonly startMs: number;
  readonly startBytes: number;
  readonly endMs: number;
  readonly onSlow: () => void;
  bytes: number;
  movedMs: number;
  /** Our own delay. */
  oursMs: number;
}

export interface BodyWatch {
  /** @param onSlow called once, when the body has stopped coming or takes too long */
  watch(request: IncomingMessage, announcedBytes: number, onSlow: () => void): void;
  /** How many bodies are on their way. */
  count(): number;
  close(): void;
}

/** Looks at all bodies that are on their way, by one timer, and takes nothing from those who read them. */
export function createBodyWatch(patience: BodyPatience = BODY_PATIENCE, lookMs = LOOK_MS): BodyWatch {
  const watched = new Set<Watched>();
  let timer: NodeJS.Timeout | undefined;
  let lookedMs = performance.now();
  const look = () => {
    const nowMs = performance.now();
    const sinceMs = nowMs - lookedMs;
    lookedMs = nowMs;
    for (const one of watched) {
      const { request, startMs, startBytes, endMs, onSlow } = one;
      if (request.complete || request.destroyed || request.socket.destroyed) {
        watched.delete(one);
        continue;
      }
      const bytes = request.socket.bytesRead;
      // What has come and was not read yet is our delay and not the sender's.
      const isOurs = request.readableLength > 0;
      if (isOurs) one.oursMs += Math.min(sinceMs, nowMs - startMs);
      if (bytes !== one.bytes || isOurs) Object.assign(one, { bytes, movedMs: nowMs });
      const earnedMs = ((bytes - startBytes) / patience.leastBytesPerSecond) * 1000;
      const isBehind = nowMs - startMs - one.oursMs > patience.leastMs + earnedMs;
      if (nowMs - one.movedMs > patience.idleMs || isBehind || nowMs > endMs) {
        watched.delete(one);
        onSlow();
      }
    }
    if (watched.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
  return {
    watch(request, announcedBytes, onSlow) {
      const nowMs = performance.now();
      const allMs = patience.leastMs + (announcedBytes / patience.leastBytesPerSecond) * 1000;
      const endMs = nowMs + Math.min(allMs, patience.longestMs);
      const { bytesRead: bytes } = request.socket;
      watched.add({ request, startMs: nowMs, startBytes: bytes, endMs, onSlow, bytes, movedMs: nowMs, oursMs: 0 });
      if (timer === undefined) lookedMs = nowMs;
      timer ??= setInterval(look, lookMs).unref();
    },
    count: () => watched.size,
    close: () => clearInterval(timer),
  };
}

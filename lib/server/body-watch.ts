import type { IncomingMessage } from 'node:http';

/** How slowly a body may come. */
export interface BodyPatience {
  /** Without a byte, ms. */
  readonly idleMs: number;
  /** For all of it: so long, and so many bytes a second more; at most `longestMs`. */
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
  readonly endMs: number;
  readonly onSlow: () => void;
  bytes: number;
  movedMs: number;
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
  const look = () => {
    const nowMs = performance.now();
    for (const one of watched) {
      const { request, endMs, onSlow } = one;
      if (request.complete || request.destroyed) {
        watched.delete(one);
        continue;
      }
      const bytes = request.socket.bytesRead;
      // What has come and was not read yet is our delay and not the sender's.
      if (bytes !== one.bytes || request.readableLength > 0) Object.assign(one, { bytes, movedMs: nowMs });
      if (nowMs - one.movedMs > patience.idleMs || nowMs > endMs) {
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
      watched.add({ request, endMs, onSlow, bytes: request.socket.bytesRead, movedMs: nowMs });
      timer ??= setInterval(look, lookMs).unref();
    },
    count: () => watched.size,
    close: () => clearInterval(timer),
  };
}

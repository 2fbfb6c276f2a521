import { describe, expect, test } from 'vitest';
import { createPlayhead } from '@/components/simulator/picture/playhead';

/** Frames that come when they are let come. */
function framesByHand() {
  let asked = new Map<number, (nowMs: number) => void>();
  let next = 1;
  return {
    request(draw: (nowMs: number) => void) {
      asked.set(next, draw);
      return next++;
    },
    cancel(frame: number) {
      asked.delete(frame);
    },
    get asked() {
      return asked.size;
    },
    come(nowMs: number) {
      const now = asked;
      asked = new Map();
      for (const draw of now.values()) draw(nowMs);
    },
  };
}

const setUp = (spanMs = 1000, speed = 2) => {
  const frames = framesByHand();
  const playhead = createPlayhead(0, spanMs, speed, frames);
  let [drawn, told] = [0, 0];
  playhead.onFrame(() => drawn++);
  playhead.onHead(() => told++);
  return { frames, playhead, counts: () => ({ drawn, told }) };
};

describe('A playhead', () => {
  test('stands at 0 at first, asks for no frame and has been touched by nobody', () => {
    const { frames, playhead } = setUp();
    expect(playhead.head()).toEqual({ atMs: 0, playing: false, speed: 2, touched: false });
    expect(frames.asked).toBe(0);
  });

  test('goes on by the time that passed times the speed, from the first frame on', () => {
    const { frames, playhead } = setUp();
    playhead.move({ playing: true });
    frames.come(5000);
    expect(playhead.now.atMs).toBe(0);
    frames.come(5016);
    frames.come(5032);
    expect(playhead.now.atMs).toBe(64);
  });

  test('asks for no frame at rest, and asks for one, not two, when it plays', () => {
    const { frames, playhead } = setUp();
    playhead.move({ playing: true });
    playhead.move({ speed: 5 });
    playhead.move({ playing: true });
    expect(frames.asked).toBe(1);
    playhead.move({ playing: false });
    expect(frames.asked).toBe(0);
    playhead.move({ playing: true });
    playhead.dispose();
    expect(frames.asked).toBe(0);
  });

  test('stops at its end, and says so at once', () => {
    const { frames, playhead } = setUp(100);
    playhead.move({ playing: true });
    frames.come(0);
    frames.come(90);
    expect(playhead.head()).toMatchObject({ atMs: 100, playing: false });
    expect(frames.asked).toBe(0);
  });

  test('leaps no further than a frame after a pause of the machine', () => {
    const { frames, playhead } = setUp(1e9, 1);
    playhead.move({ playing: true });
    frames.come(0);
    frames.come(60_000);
    expect(playhead.now.atMs).toBe(100);
  });

  test('draws every frame and writes only some of them, but each move at once', () => {
    const { frames, playhead, counts } = setUp(1e9);
    playhead.move({ playing: true });
    for (let ms = 0; ms <= 1000; ms += 10) frames.come(ms);
    expect(counts().drawn).toBe(102);
    expect(counts().told).toBeLessThan(12);
    const before = counts().told;
    playhead.move({ atMs: 7, playing: false });
    expect(counts().told).toBe(before + 1);
    expect(playhead.head().atMs).toBe(7);
  });

  test('goes nowhere outside of the film', () => {
    const { playhead } = setUp(100);
    playhead.move({ atMs: -5 });
    expect(playhead.now.atMs).toBe(0);
    playhead.move({ atMs: 500 });
    expect(playhead.now.atMs).toBe(100);
  });
});

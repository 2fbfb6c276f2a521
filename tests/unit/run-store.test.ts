import { describe, expect, it } from 'vitest';
import { IDLE } from '@/lib/lab/run-state';
import { createRunStore } from '@/lib/lab/run-store';

describe('the run store', () => {
  it('tells its listeners once a frame, however often it changes, and shows the last state', () => {
    const frames: (() => void)[] = [];
    const store = createRunStore((callback) => frames.push(callback));
    let told = 0;
    store.subscribe(() => told++);
    store.update((state) => ({ ...state, phase: 'preparing' }));
    store.update((state) => ({ ...state, phase: 'running' }));
    expect(store.get()).toBe(IDLE);
    expect(store.current().phase).toBe('running');
    expect(frames).toHaveLength(1);
    frames[0]?.();
    expect(told).toBe(1);
    expect(store.get().phase).toBe('running');
  });

  it('a listener that left hears nothing', () => {
    const frames: (() => void)[] = [];
    const store = createRunStore((callback) => frames.push(callback));
    let told = 0;
    store.subscribe(() => told++)();
    store.update((state) => ({ ...state, phase: 'done' }));
    frames[0]?.();
    expect(told).toBe(0);
  });
});

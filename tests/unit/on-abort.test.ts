import { getEventListeners } from 'node:events';
import { expect, it, vi } from 'vitest';
import { createFakeEngine } from '@/lib/engine/fake';
import { onAbort } from '@/lib/errors/on-abort';
import { createFakeClock } from '../fake-clock';

it('calls all that wait for a signal when it aborts, in turn, once', () => {
  const controller = new AbortController();
  const heard: string[] = [];
  for (const name of ['first', 'second']) onAbort(controller.signal, () => heard.push(name));
  controller.abort();
  controller.abort();
  expect(heard).toEqual(['first', 'second']);
});

it('calls at once when the signal has aborted already', () => {
  const leave = vi.fn();
  onAbort(AbortSignal.abort(), leave);
  expect(leave).toHaveBeenCalledOnce();
});

it('does not call those that wait no more, be it since just now', () => {
  const controller = new AbortController();
  const leave = vi.fn();
  const ends = [onAbort(controller.signal, () => ends[1]?.()), onAbort(controller.signal, leave)];
  onAbort(controller.signal, leave)();
  controller.abort();
  expect(leave).not.toHaveBeenCalled();
});

it('has one listener for hundreds of calls under way', async () => {
  const controller = new AbortController();
  const { signal } = controller;
  const engine = createFakeEngine({ clock: createFakeClock(), plan: () => ({ hangs: true }) });
  await engine.load({ modelId: 'digits', versionId: 'fp32' }, { signal });
  const inputs = { shape: [1, 1, 28, 28], data: new Float32Array(784) };
  const calls = Array.from({ length: 300 }, () => engine.infer(inputs, { signal }));
  expect(getEventListeners(signal, 'abort')).toHaveLength(1);
  controller.abort();
  const ended = await Promise.allSettled(calls);
  expect(ended.every(({ status }) => status === 'rejected')).toBe(true);
});

import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { LANE_STYLE } from '@/components/marks/lane-style';
import { MESSAGES } from '@/lib/i18n/messages';
import { MODES } from '@/lib/modes';

describe('the modes', () => {
  it('are the files of lib/modes, no more and no fewer', async () => {
    const files = (await readdir('lib/modes')).filter((file) => !['index.ts', 'mode.ts'].includes(file));
    expect(files.sort()).toEqual(MODES.map((mode) => `${mode.id}.ts`).sort());
  });

  it('keep one order: batch, online, edge', () => {
    expect(MODES.map((mode) => mode.id)).toEqual(['batch', 'online', 'edge']);
  });

  it.each(MODES)('$id has its own engine, words, shape, colour and dash', (mode) => {
    const others = MODES.filter((other) => other.id !== mode.id);
    expect(others.map((other) => other.engine)).not.toContain(mode.engine);
    expect(MESSAGES.modes).toHaveProperty(mode.id);
    for (const other of others) {
      expect(LANE_STYLE[other.id].outline(8)).not.toBe(LANE_STYLE[mode.id].outline(8));
      expect(LANE_STYLE[other.id].colour).not.toBe(LANE_STYLE[mode.id].colour);
      expect(LANE_STYLE[other.id].strokeDasharray).not.toBe(LANE_STYLE[mode.id].strokeDasharray);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { parseSetup } from '@/lib/experiment/setup-url';
import { PRESET_IDS, presetHref, presetSetup } from '@/lib/lesson/presets';

describe.each(PRESET_IDS)('the preset %s', (id) => {
  it('opens the Lab with just its set-up, and nothing of it is refused', () => {
    const { setup, problems } = parseSetup(new URL(presetHref(id), 'http://localhost').searchParams);
    expect(problems).toEqual([]);
    expect(setup).toEqual(presetSetup(id));
  });
});

describe('the presets', () => {
  it('are all different', () => {
    expect(new Set(PRESET_IDS.map(presetHref)).size).toBe(PRESET_IDS.length);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assemble } from '@/lib/narration/assemble';
import { PAUSES_S } from '@/lib/narration/cast';
import { amplify, SAMPLE_RATE, speechPower, trimSilence } from '@/lib/narration/sound';

const tone = (lengthS: number, size = 0.5) =>
  Float32Array.from({ length: Math.round(lengthS * SAMPLE_RATE) }, (_, index) => size * Math.sin(index / 5));

describe('a recording put together', () => {
  const passage = fc.record({
    speaker: fc.constantFrom('Nora', 'Ben'),
    heading: fc.boolean(),
    lengths: fc.array(fc.integer({ min: 1000, max: 9000 }), { minLength: 1, maxLength: 3 }),
  });

  it('has each sentence where its timing says, sound there and silence between', () => {
    fc.assert(
      fc.property(fc.array(passage, { minLength: 1, maxLength: 4 }), (plan) => {
        const { samples, sentences } = assemble(
          plan.map(({ lengths, ...rest }) => ({
            ...rest,
            sentences: lengths.map((length) => `${length}`),
            sounds: lengths.map((length) => new Float32Array(length).fill(1)),
          })),
        );
        expect(sentences.map(({ text }) => text)).toEqual(plan.flatMap(({ lengths }) => lengths.map(String)));
        let sounding = 0;
        for (const { startS, endS, text } of sentences) {
          // Timings are rounded to a millisecond, 16 samples.
          const [from, to] = [Math.round(startS * SAMPLE_RATE), Math.round(endS * SAMPLE_RATE)];
          expect(Math.abs(to - from - Number(text))).toBeLessThanOrEqual(16);
          expect(samples.subarray(from + 8, to - 8).every((sample) => sample === 1)).toBe(true);
          expect(samples[from - 9]).toBe(0);
          expect(samples[to + 9]).toBe(0);
          sounding += Number(text);
        }
        expect(samples.filter((sample) => sample === 1)).toHaveLength(sounding);
      }),
      { numRuns: 30 },
    );
  });

  it('pauses longer between speakers than between sentences, and longest at headings', () => {
    const says = (speaker: string, heading = false) => ({
      speaker,
      heading,
      sentences: ['a', ...(heading ? [] : ['b'])],
      sounds: heading ? [tone(0.1)] : [tone(0.1), tone(0.1)],
    });
    const { sentences } = assemble([says('Nora'), says('Ben'), says('Ben', true), says('Ben')]);
    const gaps = sentences.slice(1).map(({ startS }, index) => startS - (sentences[index]?.endS ?? 0));
    const { sentence, speaker, beforeHeading, afterHeading } = PAUSES_S;
    expect(gaps.map((gap) => Math.round(gap * 100) / 100)).toEqual([
      sentence,
      speaker,
      sentence,
      beforeHeading,
      afterHeading,
      sentence,
    ]);
  });
});

describe('speech', () => {
  it('is freed of the silence around it, and of none within', () => {
    const silence = new Float32Array(SAMPLE_RATE);
    const parts = [silence, tone(0.2), silence, tone(0.2), silence];
    const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    expect(trimSilence(whole).length / SAMPLE_RATE).toBeCloseTo(1.4 + 0.08, 2);
    expect(trimSilence(silence)).toHaveLength(0);
  });

  it('has the power of its loud parts: pauses do not make it quieter', () => {
    expect(speechPower([tone(1)])).toBeCloseTo(0.125, 3);
    expect(speechPower([tone(1), new Float32Array(5 * SAMPLE_RATE)])).toBeCloseTo(0.125, 3);
  });

  it('keeps below full scale however loud it is made', () => {
    fc.assert(
      fc.property(
        fc.float({ min: -1, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 50, noNaN: true }),
        (x, gain) => {
          const [y = 0] = amplify(Float32Array.of(x), gain);
          expect(Math.abs(y)).toBeLessThan(1);
          if (Math.abs(x * gain) < 0.8) expect(y).toBeCloseTo(x * gain, 5);
        },
      ),
    );
  });
});

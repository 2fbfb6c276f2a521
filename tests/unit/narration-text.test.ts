import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { speakable } from '@/lib/lesson/audio/speakable';
import { splitSentences } from '@/lib/lesson/audio/split-sentences';
import { parseText } from '@/lib/lesson/source/parse-text';
import { spellOut } from '@/lib/narration/chapters';
import { bookPassages, dialoguePassages } from '@/lib/narration/transcript';

describe('sentences', () => {
  it.each([
    ['One. Two? Three!', ['One.', 'Two?', 'Three!']],
    ['It took 0.46 ms. Then it rested.', ['It took 0.46 ms.', 'Then it rested.']],
    ['Some wait, e.g. Ben. Others do not.', ['Some wait, e.g. Ben.', 'Others do not.']],
    ['Dr. Ng and Mr. Oz agree, cf. Fig. 2.', ['Dr. Ng and Mr. Oz agree, cf. Fig. 2.']],
    ['B.O.E. is one of them.', ['B.O.E. is one of them.']],
    ['“Why?” she asked. “Because.”', ['“Why?” she asked.', '“Because.”']],
    ['  Spaces \n and lines.  Go. ', ['Spaces and lines.', 'Go.']],
    ['', []],
  ])('of %j', (text, sentences) => {
    expect(splitSentences(text)).toEqual(sentences);
  });

  it('are the text again when they are put together, whatever the text', () => {
    const words = fc.array(fc.constantFrom('a', 'B.', 'e.g.', '0.5', 'so?', '“No.”', '\n', 'Mr.', 'ok!', '–', 'é…'));
    fc.assert(
      fc.property(words, (parts) => {
        const text = parts.join(' ');
        expect(splitSentences(text).join(' ')).toBe(text.replace(/\s+/g, ' ').trim());
      }),
    );
  });
});

describe('what a voice is given', () => {
  it.each([
    ['It took 0.46 ms.', 'It took 0.46 milliseconds.'],
    ['After 1 ms, then 1 s.', 'After 1 millisecond, then 1 second.'],
    ['The 1990s and the 90s', 'The 1990s and the 90s'],
    ['a 20-ms wait', 'a 20 millisecond wait'],
    ['97.5 % or 97.5% of 40,000', '97.5 per cent or 97.5 per cent of 40000'],
    ['3.1 kB, 96 MB, 10 Mbit/s', '3.1 kilobytes, 96 megabytes, 10 megabits per second'],
    ['300 items/s at 5 W', '300 items per second at 5 watts'],
    ['the p99 on ONNX', 'the p 99 on onyx'],
    ['two CPUs, a GPU, WebGPU and an API', 'two C P Us, a G P U, web G P U and an A P I'],
    ['int8 beats fp32', 'int 8 beats F P 32'],
    ['10× faster, 28×28 pixels, 3 × 4', '10 times faster, 28 by 28 pixels, 3 by 4'],
    ['2–5 items', '2 to 5 items'],
    ['waiting – or not', 'waiting, or not'],
    ['£40,000 and $0.02 and £1 and £2 million', '40000 pounds and 0.02 dollars and 1 pound and 2 million pounds'],
    ['44 / 4.4 = 10', '44 divided by 4.4 equals 10'],
    ['“quoted” and ‘so’', "quoted and 'so'"],
    ['phones and/or laptops, e.g. mine', 'phones or laptops, for example, mine'],
    ['20 °C', '20 degrees Celsius'],
  ])('for %j', (sentence, spoken) => {
    expect(speakable(sentence)).toBe(spoken);
  });

  it('ends as a sentence does, also for a heading', () => {
    expect(spellOut('Edge in numbers')).toBe('Edge in numbers.');
    expect(spellOut('Why?')).toBe('Why?');
  });

  it.each([
    ['Reading cached answers', 'Reeding cashed answers.'],
    ['You read it; it was read before.', 'You reed it; it was read before.'],
    ['They may lead to it.', 'They may leed to it.'],
  ])('is spelt for flite: %j', (sentence, spelt) => {
    expect(spellOut(sentence).toLowerCase()).toBe(spelt.toLowerCase());
  });
});

const rootOf = (body: string) => parseText(`---\na: 1\n---\n${body}`, z.object({ a: z.number() }), 'test').root;

describe('the transcript of a dialogue', () => {
  it('has a passage for each turn, by its speaker', () => {
    expect(dialoguePassages(rootOf('**Nora:** One. Two.\n\n**Ben:** Three?'))).toEqual([
      { speaker: 'Nora', heading: false, sentences: ['One.', 'Two.'] },
      { speaker: 'Ben', heading: false, sentences: ['Three?'] },
    ]);
  });

  it('cannot have a turn that nobody says', () => {
    expect(() => dialoguePassages(rootOf('**Nora:** One.\n\nTwo.'))).toThrow('Nobody says: Two.');
  });
});

describe('the transcript of the audio book', () => {
  it('leaves out a heading under which nothing is spoken, unless a lower one with words follows', () => {
    const body = ['## Explain', ':::explain{#why}\nWhy?\n:::', '## Two', '### Three', 'Words.', '## Four'];
    const passages = bookPassages('One', rootOf(body.join('\n\n')));
    expect(passages.map(({ sentences }) => sentences.join())).toEqual(['One', 'Two', 'Three', 'Words.']);
  });

  it('has the title, headings, paragraphs, lists, words of citations and examples, and nothing that is for the eye', () => {
    const body = [
      '## The price',
      'A :cite[study]{#x} of a :term[queue]{#queue} with `code` and *stress*.',
      '- One point.\n- Another.',
      ':::example[A bakery]\nTen loaves.\n:::',
      ':::yours\nYour median is :figure{#edge-median}.\n:::',
      ':::explain{#why}\nWhy?\n\nSo.\n:::',
      '::lab{#edge-alone}',
      '::scene{#bakery}',
      '| a |\n| - |\n| b |',
    ];
    const passages = bookPassages('Batch', rootOf(body.join('\n\n')));
    expect(passages.map(({ heading, sentences }) => [heading, ...sentences])).toEqual([
      [true, 'Batch'],
      [true, 'The price'],
      [false, 'A study of a queue with code and stress.'],
      [false, 'One point.'],
      [false, 'Another.'],
      [true, 'A bakery'],
      [false, 'Ten loaves.'],
    ]);
  });
});

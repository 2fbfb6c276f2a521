import { readdirSync } from 'node:fs';
import { createTranslator } from 'next-intl';
import { describe, expect, it } from 'vitest';
import { ERROR_STATUS } from '@/lib/errors';
import { MESSAGES } from '@/lib/i18n/messages';
import { type MessageTree, pseudoMessage, pseudoMessages } from '@/lib/i18n/pseudo';
import { withInstead } from '@/lib/i18n/with-instead';
import { MANIFEST } from '@/lib/model';
import { MODE_IDS } from '@/lib/modes';

const CATALOGUE: MessageTree = MESSAGES;

function flatten(tree: MessageTree, path: readonly string[] = []): { key: string; message: string }[] {
  return Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'string' ? [{ key: [...path, name].join('.'), message: value }] : flatten(value, [...path, name]),
  );
}

/** Formats a message of its own with `values`; tags are marked with brackets. @throws where the message is not sound */
function format(message: string, values: Readonly<Record<string, string | number>> = {}): string {
  const onError = (error: Error) => {
    throw error;
  };
  const translator = createTranslator<{ message: string }>({
    locale: 'en',
    messages: { message },
    timeZone: 'UTC',
    onError,
  });
  const tags = [...message.matchAll(/<(\w+)>/g)].map(([, tag = '']) => [tag, (inside: string) => `[${inside}]`]);
  return translator.markup('message', { ...values, ...Object.fromEntries(tags) });
}

/** Every name that could be an argument, each with a number, which all kinds of argument take. */
function anyValues(message: string): Record<string, number> {
  return Object.fromEntries([...message.matchAll(/\{\s*(\w+)\s*[,}]/g)].map(([, name = '']) => [name, 3]));
}

describe('the message catalogue', () => {
  it('lists every file in its folder, and the words that stand beside the models', () => {
    const files = readdirSync(new URL('../../lib/i18n/messages', import.meta.url))
      .filter((file) => file.endsWith('.json'))
      .map((file) => file.replace('.json', '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()));
    expect(Object.keys(MESSAGES).sort()).toEqual([...files, 'modelCards', 'modelWords'].sort());
  });

  it.each(Object.entries(CATALOGUE))(
    'has in %s only messages that format, in English and in the stand-in',
    (_, messages) => {
      for (const { key, message } of flatten({ messages })) {
        const values = anyValues(message);
        expect(format(message, values), key).not.toBe('');
        expect(format(pseudoMessage(message), values), key).not.toBe('');
      }
    },
  );

  it('says of every error what it is, what it means and what to do, and of nothing else', () => {
    expect(Object.keys(MESSAGES.errors).sort()).toEqual(Object.keys(ERROR_STATUS).sort());
    for (const words of Object.values(MESSAGES.errors))
      expect(Object.keys(words)).toEqual(['title', 'meaning', 'action']);
  });

  it('has for what is simulated only words that take the place of others, with the same arguments', () => {
    const argumentsOf = (message: string) => Object.keys(anyValues(message)).sort();
    const all = new Map(flatten(CATALOGUE).map(({ key, message }) => [key, message]));
    for (const { key, message } of flatten(MESSAGES.exercisesSimulated)) {
      expect(argumentsOf(message), key).toEqual(argumentsOf(all.get(key) ?? 'There is none: {none}'));
      expect(message, key).not.toBe(all.get(key));
    }
    const shown: MessageTree = withInstead(CATALOGUE, MESSAGES.exercisesSimulated);
    expect(flatten(shown).map(({ key }) => key)).toEqual([...all.keys()]);
    expect(shown).toMatchObject(MESSAGES.exercisesSimulated);
  });

  it('names every mode', () => {
    expect(Object.keys(MESSAGES.modes)).toEqual(MODE_IDS);
  });

  it('has words for every model, size and precision in the manifest', () => {
    const { size, precision, precisionNote } = MESSAGES.models;
    const cards: MessageTree = MESSAGES.modelCards;
    expect(Object.keys(cards).sort()).toEqual(MANIFEST.models.map(({ id }) => id).sort());
    expect(Object.keys(MESSAGES.modelWords)).toEqual(Object.keys(cards));
    for (const model of MANIFEST.models) {
      expect(Object.keys(cards[model.id] ?? {})).toEqual(['title', 'does', 'limits']);
      for (const version of model.versions) {
        expect(size).toHaveProperty([version.size]);
        for (const table of [precision, precisionNote]) expect(table).toHaveProperty([version.precision]);
      }
    }
  });
});

describe('the stand-in for a translation', () => {
  it('is longer than English by two fifths of the letters, and accented throughout', () => {
    const message = 'Run it now';
    const stretched = pseudoMessage(message);
    expect(stretched.length).toBeGreaterThanOrEqual(message.length + Math.ceil(0.4 * 8));
    expect(stretched).not.toMatch(/[A-Za-z]/);
  });

  it('keeps the full stop at the end', () => {
    expect(pseudoMessage('It is done.')).toMatch(/\.$/);
  });

  it('takes the same values as the original', () => {
    expect(format(pseudoMessage('{name} took {time, number, ::.0} s'), { name: 'Edge', time: 2 })).toMatch(
      /^Edge .* 2\.0 /,
    );
  });

  it('still chooses between singular and plural', () => {
    const message = pseudoMessage('{count, plural, one {one image} other {# images}} left');
    expect(format(message, { count: 1 })).not.toContain('1');
    expect(format(message, { count: 7 })).toContain('7');
  });

  it('reaches into the parts of a choice', () => {
    const message = pseudoMessage('{kind, select, a {alpha {who}} other {omega}}');
    expect(format(message, { kind: 'a', who: 'Bo' })).toMatch(/^[^A-Za-z]+ Bo$/);
  });

  it('leaves quoted braces and apostrophes readable', () => {
    expect(format(pseudoMessage("It''s '{literal}' text"))).toMatch(/'.*\{literal\}/);
  });

  it('leaves tags in place and changes what is between them', () => {
    expect(format(pseudoMessage('Read <link>the card</link> first'))).toMatch(/^[^[A-Za-z]+\[[^A-Za-z]+\] [^A-Za-z]+$/);
  });

  it('keeps the shape of the catalogue', () => {
    const keys = (tree: MessageTree) => flatten(tree).map(({ key }) => key);
    expect(keys(pseudoMessages(CATALOGUE))).toEqual(keys(CATALOGUE));
  });
});

import { decodeNamedCharacterReference } from 'decode-named-character-reference';

const HIDDEN = /<!--[\s\S]*?(?:-->|$)|<(script|style|head|title|template)\b[^>]*>[\s\S]*?(?:<\/\1\s*>|$)/gi;
/** Where a browser begins a new line; of borders that meet, one. */
const BLOCKS = /(?:\s*<\/?(?:div|p|ul|ol|tr|table|tbody|h[1-6]|blockquote|pre|section|dl|dd|dt)\b[^<>]*>)+\s*/gi;
const TAG = /<\/?[a-z][a-z0-9:-]*(?:\s[^<>]*|\/)?>|<![a-z][^>]*>/gi;
const REFERENCE = /&(?:#([0-9]{1,7})|#x([0-9a-f]{1,6})|([a-z][a-z0-9]*));/gi;
/** Formatting that Anki's editor writes, and references that its exporter writes. */
const SIGN =
  /<\/?(?:br|div|p|b|i|u|s|em|strong|span|img|sub|sup|ul|ol|li|a|font|hr|code|pre|table|tr|td|h[1-6])\b[^<>]*>|&(?:nbsp|lt|gt|amp|quot|#[0-9]+|#x[0-9a-f]+);/i;

/** Whether a text holds formatting of the kind that cards have. */
export function looksLikeHtml(text: string): boolean {
  return SIGN.test(text);
}

/** What a reader of a piece of HTML sees, as plain text: lines stay, formatting and scripts go. Nothing of it is run. */
export function textOfHtml(html: string): string {
  const lines = html
    .replace(/[ \t]*\r?\n[ \t]*/g, ' ')
    .replace(HIDDEN, '')
    .replace(BLOCKS, '\n')
    .replace(/<[bh]r\b[^<>]*>/gi, '\n')
    .replace(/<li\b[^<>]*>/gi, '\n• ')
    .replace(/<\/t[dh]>/gi, ' ');
  return withoutTags(lines)
    .replace(REFERENCE, characterOf)
    .replaceAll('\u00a0', ' ')
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n+(?=\n• )/g, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Tags within tags within tags: what is left of more is text, of which nothing is run. */
const MOST_PASSES = 20;

/** Until none is left: one within another may come together when the inner one goes. */
function withoutTags(text: string): string {
  let rest = text;
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const next = rest.replace(TAG, '');
    if (next === rest) break;
    rest = next;
  }
  return rest;
}

/** One pass: what a reference stands for is no reference again. One that no browser knows stays as it is. */
function characterOf(whole: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) return decodeNamedCharacterReference(name) || whole;
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
  const isLetter =
    code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) && !(code < 32 && code !== 9 && code !== 10);
  return isLetter ? String.fromCodePoint(code) : whole;
}

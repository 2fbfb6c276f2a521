import { TrilaneError } from '../errors';

/** Characters of a name that others see. */
export const MOST_NAME = 80;

/** Where joiners are letters' own affair: without them words of these scripts are misspelt (Unicode 16, chapter 23.2). */
const JOINING =
  '\\p{sc=Arab}\\p{sc=Syrc}\\p{sc=Mong}\\p{sc=Deva}\\p{sc=Beng}\\p{sc=Guru}\\p{sc=Gujr}\\p{sc=Orya}\\p{sc=Taml}' +
  '\\p{sc=Telu}\\p{sc=Knda}\\p{sc=Mlym}\\p{sc=Sinh}\\p{sc=Khmr}\\p{sc=Mymr}';
/** Between two letters of such a script, or within one picture, as a family is made of people. */
const NEEDED_JOINER =
  `(?<=[${JOINING}])[\\u200c\\u200d](?=[${JOINING}])|` +
  '(?<=\\p{Extended_Pictographic}\\ufe0f?\\p{Emoji_Modifier}?)\\u200d(?=\\p{Extended_Pictographic})';
/**
 * What takes no room and says nothing by itself: format characters (marks and overrides of direction, zero-width and tag
 * characters, soft hyphens), fillers that are letters by name only, and marks that combine with nothing to see.
 */
const UNSEEN = '[\\p{Cf}\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u2800\\u3164\\uffa0\\u{e0100}-\\u{e01ef}]';
const UNNEEDED = new RegExp(`(${NEEDED_JOINER})|${UNSEEN}`, 'gu');

/**
 * Without what cannot be seen: by it two names could look alike, or one like what it is not (U+202E turns round all that follows). Line
 * breaks stay. For names of things, and for whatever else somebody writes that others are shown.
 */
export function withoutUnseen(text: string): string {
  const rest = text.replace(UNNEEDED, (_, needed: string | undefined) => needed ?? '');
  // Some of what went is of a script with joiners: one that stood beside it may be needed no more.
  return rest === text ? text : withoutUnseen(rest);
}

/** A name as it is kept and shown. */
export function shownName(text: string): string {
  return withoutUnseen(text).trim();
}

/** Whether a name, as it is shown, can be one: at least something to see, not too long, on one line, and nothing that cannot be stored. */
export function isName(name: string): boolean {
  return name !== '' && [...name].length <= MOST_NAME && !/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(name);
}

/** After "a name". */
export const NAME_RULE = `has 1 to ${MOST_NAME} characters, all of them printable`;

/** @returns the name as it is kept @throws TrilaneError `malformed-request` */
export function checkedName(text: string): string {
  const name = shownName(text);
  if (isName(name)) return name;
  throw new TrilaneError('malformed-request', `A name ${NAME_RULE}.`);
}

/** Hyphens and dashes that programs write for the one on the keyboard. */
const DASHES = /[\u2010-\u2015\u2212\ufe58\uff0d]/g;
const TILDES = /[\u02dc\u223c\uff5e]/g;
/** Soft hyphens, zero-width characters and marks of direction. */
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;
/** A line that a mail program wrapped; between digits, a gap may as well be between two numbers. */
const GAPS = /(?<![0-9]\s*)\s+|\s+(?!\s*[0-9])/g;
/** What a sentence puts around a link. */
const BEFORE = /^[<([{"'\u2018-\u201f\u00ab\u2039]+/;
const QUOTES_AFTER = /["'\u2018-\u201f\u00bb\u203a]+$/;
const AFTER = /[>)\]}"'\u2018-\u201f\u00bb\u203a.,;:!?*_`|]+$/;
const ENTITIES = /&(?:quot|apos|gt|lt|nbsp);?$/i;

/** A value that the site makes up, without what was done to it on the way; case aside. */
export function mendValue(value: string): string {
  // NFKC makes dots of an ellipsis and plain letters of wide ones.
  const plain = decodedAgain(value).normalize('NFKC').replace(UNSEEN, '').replace(DASHES, '-').replace(TILDES, '~');
  // A line of quoted-printable that goes on ends in an equals sign; no value has one.
  return plain.replace(/=\s*/g, '').trim().replace(GAPS, '').replace(BEFORE, '').replace(QUOTES_AFTER, '');
}

/** Without what a sentence puts after a link. */
export function withoutTail(value: string): string {
  return value.trim().replace(ENTITIES, '').replace(AFTER, '');
}

/** What was percent-encoded twice or three times, plain. */
export function decodedAgain(value: string): string {
  return decodedOnce(decodedOnce(value));
}

/** One percent-encoding less, where there is one. */
export function decodedOnce(value: string): string {
  if (!/%[0-9a-f]{2}/i.test(value)) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

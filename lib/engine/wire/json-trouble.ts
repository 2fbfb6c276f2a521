/** Why a text is not one JSON value, and where. */
export interface JsonTrouble {
  /** Position in the text, from 0. */
  readonly at: number;
  /**
   * `more`: the text up to `at` is JSON, and something follows; `early`: all there is may be the beginning of JSON; `number`: a NaN or an
   * infinity; `syntax`: all else.
   */
  readonly kind: 'syntax' | 'number' | 'more' | 'early';
  /** Where the trouble lies in the value, such as `inputs[0].data[3]`; empty at the top. */
  readonly path: string;
  /** What is wrong, as the end of a sentence. */
  readonly words: string;
}

/** Deeper than anything that is sent on purpose. */
const DEEPEST = 200;

/** Whether a text, if it is JSON, has lists or objects in each other deeper than is sent on purpose: to parse it would cost fifty bytes for each. */
export function isDeep(json: string): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < json.length; at++) {
    const character = json.charCodeAt(at);
    if (character === QUOTE) isText = !isText;
    else if (isText) at += character === BACKSLASH ? 1 : 0;
    // [ and {, ] and } differ in one bit.
    else if ((character | 0x20) === OPEN) {
      if (++depth > DEEPEST) return true;
    } else if ((character | 0x20) === CLOSED) depth--;
  }
  return false;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSED = 0x7d;
const SPACE = /[ \t\n\r]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])/y;
const WORD = /[+-]?[\p{L}_$][\p{L}\p{N}_$]*/uy;
const FIRST_PRINTABLE = 0x20;
const LITERALS: readonly string[] = ['true', 'false', 'null'];
const NOT_FINITE = /^[+-]?(?:nan|inf|infinity)$/i;
const FOREIGN_LITERALS: Readonly<Record<string, string>> = {
  True: 'true',
  TRUE: 'true',
  False: 'false',
  FALSE: 'false',
  None: 'null',
  NULL: 'null',
  undefined: 'null',
};

/**
 * The first thing that keeps a text from being JSON (RFC 8259), in words for the person who wrote it; null if nothing does. The
 * parsers of the engines say it in words of their own, each another, and not where in the value: this is for when one has refused.
 */
export function findJsonTrouble(text: string): JsonTrouble | null {
  const path: (string | number)[] = [];
  let at = 0;
  /** What a pattern matches here, passed over; empty if it does not. */
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? '';
    at += found.length;
    return found;
  };
  const stop = (words: string, kind: JsonTrouble['kind'] = 'syntax') =>
    new Stop({ at, kind, path: written(path), words });

  const value = (depth: number, afterComma: boolean): void => {
    take(SPACE);
    const first = text[at];
    if (first === '{' || first === '[') {
      if (depth > DEEPEST) throw stop(`it is nested more than ${DEEPEST} deep`);
      at += 1;
      members(first === '{', depth + 1);
    } else if (first === '"') string();
    else if (!take(NUMBER)) word(first, afterComma);
  };

  const word = (first: string | undefined, afterComma: boolean) => {
    const start = at;
    const found = take(WORD);
    if (LITERALS.includes(found)) return;
    at = start;
    if (NOT_FINITE.test(found)) throw stop(`${found} is no number of JSON, which has finite ones only`, 'number');
    if (first === undefined) throw stop(EARLY, 'early');
    const meant = FOREIGN_LITERALS[found];
    if (meant) throw stop(`${found} is written ${meant} in JSON`);
    throw stop(found ? `${shown(found)} is no value of JSON` : wrongStart(first, text[at + 1], afterComma));
  };

  const string = () => {
    if (text[at] === "'") throw stop(SINGLE_QUOTES);
    const start = at;
    for (at += 1; text[at] !== '"'; ) {
      if (at >= text.length) {
        at = start;
        throw stop('a text that begins there is never closed', 'early');
      }
      if (text.charCodeAt(at) < FIRST_PRINTABLE) throw stop('a text holds a line break or another control character');
      if (text[at] !== '\\') at += 1;
      else if (!take(ESCAPE)) throw stop('a text holds a backslash with something behind it that JSON does not know');
    }
    at += 1;
  };

  const members = (isObject: boolean, depth: number) => {
    const end = isObject ? '}' : ']';
    path.push(isObject ? '' : 0);
    take(SPACE);
    for (let count = 0; count > 0 || text[at] !== end; count++) {
      if (isObject) key(count > 0);
      else path[path.length - 1] = count;
      value(depth, count > 0);
      take(SPACE);
      if (text[at] === end) break;
      if (at >= text.length) throw stop(EARLY, 'early');
      if (text[at] !== ',') throw stop(`a comma or ${end} is missing`);
      at += 1;
    }
    path.pop();
    at += 1;
  };

  const key = (afterComma: boolean) => {
    take(SPACE);
    path[path.length - 1] = '';
    if (at >= text.length) throw stop(EARLY, 'early');
    if (text[at] === '}' && afterComma) throw stop(TRAILING_COMMA);
    const start = at;
    if (text[at] === '\0') throw stop(UTF_16);
    if (text[at] !== '"' && text[at] !== "'") throw stop('the name of a member must stand in double quotes');
    string();
    path[path.length - 1] = text.slice(start + 1, at - 1);
    take(SPACE);
    if (at >= text.length) throw stop(EARLY, 'early');
    if (text[at] !== ':') throw stop('a colon is missing behind the name');
    at += 1;
  };

  try {
    value(0, false);
    const end = at;
    take(SPACE);
    if (at === text.length) return null;
    at = end;
    throw stop('the JSON ends there, and something follows it', 'more');
  } catch (thrown) {
    if (thrown instanceof Stop) return thrown.trouble;
    throw thrown;
  }
}

const UTF_16 = 'it looks like UTF-16; JSON is sent as UTF-8';
const EARLY = 'it ends too early';
const SINGLE_QUOTES = 'JSON takes double quotes, not single ones';
const TRAILING_COMMA = 'a comma stands before the closing bracket';

class Stop {
  constructor(readonly trouble: JsonTrouble) {}
}

function wrongStart(first: string, second: string | undefined, afterComma: boolean): string {
  if (first === '\0' || second === '\0') return UTF_16;
  if (first === "'") return SINGLE_QUOTES;
  if (first === ']' && afterComma) return TRAILING_COMMA;
  if (first === '/' || first === '#') return 'JSON has no comments';
  if (/[\d.+-]/.test(first)) return 'a number is written like 12, -0.5 or 1e-3 in JSON, without a leading + or 0';
  return /[,\]}:]/.test(first) ? `a value is missing before ${first}` : `${shown(first)} cannot begin a value`;
}

/** `inputs[0].data[3]` */
function written(path: readonly (string | number)[]): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : step && `.${step.slice(0, 40)}`));
  return steps.join('').replace(/^\./, '').slice(0, 120);
}

function shown(text: string): string {
  return JSON.stringify(text.slice(0, 20));
}

/** Trouble as a sentence that says where: `line 2, column 7`, counted from 1. */
export function jsonTroubleSentence(text: string, { at, path, words }: JsonTrouble): string {
  const before = text.slice(0, at).split('\n');
  const place = `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
  return `The JSON of the body is wrong at ${place}${path && ` (${path})`}: ${words}.`;
}

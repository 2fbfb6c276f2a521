/** A message, or messages by name. */
export interface MessageTree {
  readonly [name: string]: string | MessageTree;
}

const ACCENTED: Readonly<Record<string, string>> = {
  a: 'á',
  b: 'ƀ',
  c: 'ç',
  d: 'ð',
  e: 'é',
  f: 'ƒ',
  g: 'ĝ',
  h: 'ĥ',
  i: 'î',
  j: 'ĵ',
  k: 'ķ',
  l: 'ļ',
  m: 'ɱ',
  n: 'ñ',
  o: 'ö',
  p: 'þ',
  q: 'ǫ',
  r: 'ŕ',
  s: 'š',
  t: 'ţ',
  u: 'û',
  v: 'ṽ',
  w: 'ŵ',
  x: 'ẋ',
  y: 'ý',
  z: 'ž',
  A: 'Å',
  B: 'Ɓ',
  C: 'Ç',
  D: 'Ð',
  E: 'É',
  F: 'Ƒ',
  G: 'Ĝ',
  H: 'Ĥ',
  I: 'Î',
  J: 'Ĵ',
  K: 'Ķ',
  L: 'Ļ',
  M: 'Ɱ',
  N: 'Ñ',
  O: 'Ö',
  P: 'Þ',
  Q: 'Ǫ',
  R: 'Ŕ',
  S: 'Š',
  T: 'Ţ',
  U: 'Û',
  V: 'Ṽ',
  W: 'Ŵ',
  X: 'Ẋ',
  Y: 'Ý',
  Z: 'Ž',
};

/** How much longer than English a word may well be in another language. */
const STRETCH = 0.4;
const PADDING = 'éöîáû';

/** The same catalogue with every message made strange. */
export function pseudoMessages<Tree extends MessageTree>(tree: Tree): Tree {
  const changed = Object.entries(tree).map(([name, value]) => [
    name,
    typeof value === 'string' ? pseudoMessage(value) : pseudoMessages(value),
  ]);
  return Object.fromEntries(changed) as Tree;
}

/**
 * Accents and lengthens the words of an ICU message. Arguments, formats, plural and select keywords, quoted parts
 * and tags stay as they are, so it formats with the same values as the original.
 */
export function pseudoMessage(message: string): string {
  return convertText(message, 0, false).output;
}

interface Converted {
  readonly output: string;
  /** Index of the first character not consumed. */
  readonly end: number;
}

/** Words up to the end of the message or, when nested, up to the brace that closes this part. */
function convertText(message: string, start: number, nested: boolean): Converted {
  let output = '';
  let at = start;
  while (at < message.length && !(nested && message[at] === '}')) {
    const literal = /^(?:''|'[{}<#][^']*'|<\/?[A-Za-z][^>]*>)/.exec(message.slice(at))?.[0];
    if (literal !== undefined) {
      output += literal;
      at += literal.length;
    } else if (message[at] === '{') {
      const argument = convertArgument(message, at);
      output += argument.output;
      at = argument.end;
    } else {
      const words = /^[^{}<']+|^./s.exec(message.slice(at))?.[0] ?? '';
      output += stretch(words);
      at += words.length;
    }
  }
  return { output, end: at };
}

/** `{name}`, `{name, number, …}` or `{name, plural, one {…} other {…}}`. */
function convertArgument(message: string, start: number): Converted {
  const choice = /^\{\s*[\w-]+\s*,\s*(?:plural|select|selectordinal)\s*,/.exec(message.slice(start))?.[0];
  if (choice === undefined) {
    const end = message.indexOf('}', start) + 1 || message.length;
    return { output: message.slice(start, end), end };
  }
  let output = choice;
  let at = start + choice.length;
  while (at < message.length && message[at] !== '}') {
    output += message[at];
    if (message[at++] !== '{') continue;
    const part = convertText(message, at, true);
    output += `${part.output}}`;
    at = part.end + 1;
  }
  return { output: `${output}}`, end: at + 1 };
}

function stretch(words: string): string {
  return words.replace(/[A-Za-z]+/g, (word) => {
    const accented = [...word].map((letter) => ACCENTED[letter] ?? letter).join('');
    const extra = Math.ceil(word.length * STRETCH);
    return accented + PADDING.repeat(Math.ceil(extra / PADDING.length)).slice(0, extra);
  });
}

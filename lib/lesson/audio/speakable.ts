/** A unit as it is spoken: of one, of several. */
const UNITS: Readonly<Record<string, readonly [string, string]>> = {
  ms: ['millisecond', 'milliseconds'],
  µs: ['microsecond', 'microseconds'],
  s: ['second', 'seconds'],
  min: ['minute', 'minutes'],
  h: ['hour', 'hours'],
  B: ['byte', 'bytes'],
  kB: ['kilobyte', 'kilobytes'],
  KB: ['kilobyte', 'kilobytes'],
  MB: ['megabyte', 'megabytes'],
  GB: ['gigabyte', 'gigabytes'],
  TB: ['terabyte', 'terabytes'],
  'kbit/s': ['kilobit per second', 'kilobits per second'],
  'Mbit/s': ['megabit per second', 'megabits per second'],
  'MB/s': ['megabyte per second', 'megabytes per second'],
  Hz: ['hertz', 'hertz'],
  MHz: ['megahertz', 'megahertz'],
  GHz: ['gigahertz', 'gigahertz'],
  W: ['watt', 'watts'],
  mW: ['milliwatt', 'milliwatts'],
  kWh: ['kilowatt hour', 'kilowatt hours'],
  mWh: ['milliwatt hour', 'milliwatt hours'],
  J: ['joule', 'joules'],
  m: ['metre', 'metres'],
  km: ['kilometre', 'kilometres'],
  '°C': ['degree Celsius', 'degrees Celsius'],
  '%': ['per cent', 'per cent'],
};
const names = (units: readonly string[]) => [...units].sort((a, b) => b.length - a.length).join('|');
const LONG_UNITS = names(Object.keys(UNITS).filter((unit) => unit.length > 1 || unit === '%'));
const SHORT_UNITS = names(Object.keys(UNITS).filter((unit) => unit.length === 1));

const NUMBER = String.raw`\d+(?:,\d{3})*(?:\.\d+)?`;
/** A unit of one letter needs its space: the 90s are no seconds. */
const AMOUNT = new RegExp(
  `(${NUMBER})(?:[\\s\\u00a0-]?(${LONG_UNITS})|[\\s\\u00a0](${SHORT_UNITS}))(?![\\p{L}\\p{N}])`,
  'gu',
);
const CURRENCY = { '£': 'pounds', $: 'dollars', '€': 'euros' } as const;

/** Names and signs that a voice would stumble over. The earlier come first. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/[‘’]/g, "'"],
  [/[“”„"]/g, ''],
  [/\s*[–—]\s*/g, ', '],
  [/…/g, '.'],
  [/\band\/or\b/g, 'or'],
  [/\be\.g\.,?/g, 'for example,'],
  [/\bi\.e\.,?/g, 'that is,'],
  [/\betc\./g, 'and so on.'],
  [/\bvs\.?(?=\s)/g, 'versus'],
  [/\bONNX\b/g, 'onyx'],
  [/\bWebGPU\b/g, 'web G P U'],
  [/\b(?:WASM|Wasm)\b/g, 'web assembly'],
  [/\bIoT\b/g, 'I O T'],
  [/\bUS\b/g, 'U S'],
  [/\bIDs\b/g, 'I Ds'],
  [/\bint(\d+)\b/gi, 'int $1'],
  [/\bfp(\d+)\b/gi, 'F P $1'],
  [/\bp(\d{2,3})\b/gi, 'p $1'],
  [/\b(A|C|G|N|T)PU(s?)\b/g, '$1 P U$2'],
  [/\bAPI(s?)\b/g, 'A P I$1'],
  [/(?<=\d)\s*[×x]\s*(?=\d)/g, ' by '],
  [/(?<=\d)\s*[×x](?![\p{L}\p{N}])/gu, ' times'],
  [/×/g, ' times '],
  [/÷/g, ' divided by '],
  [/(?<=\d)\s+\/\s+(?=\d)/g, ' divided by '],
  [/\s=\s/g, ' equals '],
  [/\s\+\s/g, ' plus '],
  [/\s[−-]\s(?=\d)/g, ' minus '],
  [/[≈~]\s*(?=\d)/g, 'about '],
  [/≤\s*/g, 'at most '],
  [/≥\s*/g, 'at least '],
  [/→/g, ' to '],
  [/&/g, ' and '],
];

/**
 * A sentence as a voice should be given it: units, signs and abbreviations as words. Numbers stay figures, which voices
 * read well, without the commas between thousands.
 */
export function speakable(sentence: string): string {
  let text = sentence;
  text = text.replace(/(?<=\d)[–-](?=\d)/g, ' to ');
  text = text.replace(new RegExp(`([£$€])(${NUMBER})(?: (thousand|million|billion))?`, 'g'), money);
  for (const [pattern, words] of SPELLINGS) text = text.replace(pattern, words);
  text = text.replace(AMOUNT, amount);
  text = text.replace(/(?<=\p{L})\/s(?!\p{L})/gu, ' per second').replace(/(?<=\p{L})\/(?=\p{L})/gu, ' or ');
  text = text.replace(/(?<=\d),(?=\d{3}(?!\d))/g, '');
  return text
    .replace(/\s+/g, ' ')
    .replace(/\s+(?=[,.;:?])/g, '')
    .replace(/,+/g, ',')
    .trim();
}

function amount(whole: string, number: string, long: string | undefined, short: string | undefined): string {
  const unit = long ?? short ?? '';
  const [one, several] = UNITS[unit] ?? [unit, unit];
  // A 20-ms wait is of 20 millisecond, three of them of 60 milliseconds.
  return `${number} ${number === '1' || whole.includes('-') ? one : several}`;
}

function money(_: string, sign: keyof typeof CURRENCY, number: string, magnitude?: string): string {
  const unit = number === '1' && !magnitude ? CURRENCY[sign].slice(0, -1) : CURRENCY[sign];
  return [number, magnitude, unit].filter(Boolean).join(' ');
}

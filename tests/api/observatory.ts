/**
 * The grade that MDN's HTTP Observatory gives an answer, by its published rules (github.com/mdn/mdn-http-observatory, `src/grader/charts.ts`
 * and `src/analyzer/tests`, commit 94042bb of 20 August 2026): what this site has headers for. What it has not counts as there: no
 * cookies of a page, no sharing with other origins, no redirection; scripts from this origin alone need no integrity.
 */
export interface Grade {
  readonly grade: string;
  readonly score: number;
  /** What each rule added or took. */
  readonly points: Readonly<Record<string, number>>;
}

const FROM_SCORE: readonly (readonly [score: number, grade: string])[] = [
  ...([
    [100, 'A+'],
    [90, 'A'],
    [85, 'A-'],
    [80, 'B+'],
    [70, 'B'],
    [65, 'B-'],
    [60, 'C+'],
    [50, 'C'],
    [45, 'C-'],
    [40, 'D+'],
  ] as const),
  ...([
    [30, 'D'],
    [25, 'D-'],
    [0, 'F'],
  ] as const),
];
/** Only a score that is an A without them gets points on top. */
const EXTRA_FROM = 90;
const SIX_MONTHS_S = 15_768_000;

const BROAD = ['ftp:', 'http:', 'https:', '*', 'http://*', 'http://*.*', 'https://*', 'https://*.*'];
const INLINE = ["'unsafe-inline'", 'data:'];

export function gradeOf(headers: Headers): Grade {
  const policy = directivesOf(headers.get('content-security-policy'));
  const points = {
    policy: policyPoints(policy),
    transport: transportPoints(headers.get('strict-transport-security')),
    framing:
      policy?.has('frame-ancestors') || /^(deny|sameorigin)$/i.test(headers.get('x-frame-options') ?? '') ? 5 : -20,
    types: headers.get('x-content-type-options')?.toLowerCase() === 'nosniff' ? 0 : -5,
    referrer: referrerPoints(headers.get('referrer-policy')),
    opener: oneOf(
      headers.get('cross-origin-opener-policy'),
      ['same-origin', 'same-origin-allow-popups', 'noopener-allow-popups'],
      'unsafe-none',
    ),
    embedder: oneOf(headers.get('cross-origin-embedder-policy'), ['require-corp', 'credentialless'], 'unsafe-none'),
    resource: oneOf(headers.get('cross-origin-resource-policy'), ['same-origin', 'same-site'], 'cross-origin'),
  };
  const all = Object.values(points);
  const sum = (some: readonly number[]) => some.reduce((total, each) => total + each, 100);
  const withoutExtra = sum(all.filter((each) => each < 0));
  const score = Math.max(0, withoutExtra >= EXTRA_FROM ? sum(all) : withoutExtra);
  return { score, grade: FROM_SCORE.find(([least]) => score >= least)?.[1] ?? 'F', points };
}

type Policy = ReadonlyMap<string, readonly string[]>;

/** Undefined where there is none, null where a directive comes twice (or policies do, which this site never means). */
function directivesOf(header: string | null): Policy | null | undefined {
  if (header === null || header.trim() === '') return undefined;
  const directives = new Map<string, readonly string[]>();
  for (const part of header.toLowerCase().split(/[;,]/)) {
    const [name, ...sources] = part.trim().split(/\s+/);
    if (!name) continue;
    if (directives.has(name)) return null;
    directives.set(name, sources.length > 0 ? sources : ["'none'"]);
  }
  return directives;
}

function policyPoints(policy: Policy | null | undefined): number {
  if (!policy) return -25;
  const sources = (name: string) => policy.get(name) ?? policy.get('default-src') ?? ['*'];
  const has = (some: readonly string[], bad: readonly string[]) => some.some((each) => bad.includes(each));
  // A hash or nonce makes browsers pass over 'unsafe-inline'.
  const counted = (some: readonly string[]) =>
    some.some((each) => /^'(sha(256|384|512)|nonce)-/.test(each))
      ? some.filter((each) => each !== "'unsafe-inline'")
      : some;
  const scripts = counted(sources('script-src'));
  const styles = counted(sources('style-src'));
  if (has(scripts, [...BROAD, ...INLINE]) || has(sources('object-src'), BROAD)) return -20;
  const isPlain = (name: string) => sources(name).some((each) => /^(http|ftp):/.test(each));
  if ([...policy.keys()].some((name) => name !== 'img-src' && name !== 'media-src' && isPlain(name))) return -20;
  if (has([...scripts, ...styles], ["'unsafe-eval'"])) return -10;
  if (isPlain('img-src') || isPlain('media-src')) return -10;
  if (has(styles, [...BROAD, ...INLINE])) return 0;
  return policy.get('default-src')?.join() === "'none'" ? 10 : 5;
}

function transportPoints(header: string | null): number {
  const [, seconds] = /(?:^|;)\s*max-age=(\d+)/i.exec(header ?? '') ?? [];
  if (seconds === undefined || header?.includes(',')) return -20;
  return Number(seconds) >= SIX_MONTHS_S ? 0 : -10;
}

function referrerPoints(header: string | null): number {
  if (header === null) return 0;
  const last = header.toLowerCase().split(',').at(-1)?.trim() ?? '';
  return ['no-referrer', 'same-origin', 'strict-origin', 'strict-origin-when-cross-origin'].includes(last) ? 5 : -5;
}

function oneOf(header: string | null, good: readonly string[], open: string): number {
  if (header === null || header === open) return 0;
  return good.includes(header) ? 10 : -5;
}

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { samplesNeeded } from '@/lib/measure/percentile';
import * as exported from '@/lib/measure/rules';

const SPEC = readFileSync('lib/measure/SPEC.md', 'utf8');

/** The words of one rule, on one line. */
function rule(number: string): string {
  const from = SPEC.indexOf(`- **${number}** `);
  if (from < 0) throw new Error(`There is no rule ${number}.`);
  const rest = SPEC.slice(from + 1);
  const to = rest.search(/\n(- \*\*|#|\n)/);
  return rest.slice(0, to < 0 ? undefined : to).replaceAll(/\s+/g, ' ');
}

/** The figures, and which of them were asked for. */
const asked = new Set<string>();
const rules = new Proxy(exported, {
  get(target, name: keyof typeof exported) {
    asked.add(name);
    return target[name];
  },
});

const NUMBERS = new Map([
  [2, 'two'],
  [3, 'three'],
  [5, 'five'],
  [6, 'six'],
  [10, 'ten'],
  [100, 'hundred'],
]);
const SHARES = new Map([
  [0.5, 'half'],
  [0.1, 'a tenth'],
  [0.01, 'one in a hundred'],
]);
/** As SPEC.md writes a number in words. @throws Error where it has no word here, so that no figure changes unnoticed */
function worded(names: ReadonlyMap<number, string>, figure: number): string {
  const name = names.get(figure);
  if (name === undefined) throw new Error(`There is no word for ${figure}.`);
  return name;
}
const words = (figure: number) => worded(NUMBERS, figure);
const share = (figure: number) => worded(SHARES, figure);
const percent = (figure: number) => `${Number((100 * figure).toPrecision(6))} %`;
const named = (percentile: string) => (percentile === 'p50' ? 'median' : percentile);

const inClass = rules.SPOILS_A_RUN.class.map(named).join(' or ');
const inFull = rules.SPOILS_A_RUN.full.filter((id) => !rules.SPOILS_A_RUN.class.some((other) => other === id));

/** Each figure of the rules as SPEC.md writes it. */
const FIGURES: readonly (readonly [rule: string, inWords: string])[] = [
  ['1.2', `the ${rules.BROWSER_CONNECTIONS} connections`],
  ['2.2', `<= ${rules.UNEARNED_CHANCE}`],
  [
    '2.2',
    `p50 ${samplesNeeded(0.5)}, p90 ${samplesNeeded(0.9)}, p95 ${samplesNeeded(0.95)}, p99 ${samplesNeeded(0.99)}`,
  ],
  ['2.4', `shorter than ${rules.SHORTEST_DRAWN_MS} ms`],
  ['2.5', `cut into ${words(rules.PERCENTILE_BLOCKS)} blocks`],
  ['2.5', `fewer than ${words(rules.FEWEST_BLOCKS)} blocks`],
  ['2.5', `fewer than ${rules.FEWEST_FOR_MEDIAN_INTERVAL}`],
  ['2.6', `From ${words(rules.FEWEST_REPEATS)} on`],
  ['3.3', `at most ${rules.MOST_WINDOWS}`],
  ['3.3', `at least ${rules.BURST_FACTOR} times its mean rate`],
  ['3.4', `at most ${rules.MOST_BLOCKS}`],
  ['3.4', `at least ${rules.FEWEST_ANSWERS_A_BLOCK} answers`],
  ['3.4', `less than ${words(rules.FEWEST_BLOCKS)} bear no interval`],
  ['4.1', `from the ${100 * rules.MEDIAN_ITEMS.from}th to the ${100 * rules.MEDIAN_ITEMS.to}th percentile`],
  ['4.2', `over ${percent(rules.MOST_CLAIMED - 1)} more`],
  ['4.4', `at least ${percent(rules.QUEUE_SHARE_TO_SAY)} of the median item's time`],
  ['5.1', `${rules.FLOOR_MS.class / 1000} s from`],
  ['5.1', `${rules.CLASS_ANSWERS} answers`],
  ['5.1', `${rules.FLOOR_MS.full / 1000} s as MLPerf`],
  ['5.1', `${100 * rules.ENOUGH_OF_FULL} % of it is enough`],
  ['5.1', `a lane needs ${rules.LEAST_MS.class / 1000} s`],
  ['5.1', `${(100 * rules.LEAST_MS.full) / rules.FLOOR_MS.full} % of it is enough`],
  ['5.2', `More than ${percent(rules.MOST_FAILED_SHARE)}`],
  ['5.3', `over ${rules.LATE_AFTER_MS} ms after it was due`],
  ['5.3', `raised an earned ${inClass} (in a full run ${inFull.map(named).join(' or ')}, too)`],
  ['5.3', `by more than ${rules.MOST_LATE_SHIFT.toFixed(2)} times`],
  ['5.3', `but for ${rules.TIMER_STEP_MS} ms`],
  ['5.3', `more than ${percent(rules.MOST_LATE_SHARE)} of items were late`],
  ['5.3', `by more than ${share(rules.SMALL_LATENESS_SHARE)} of the median latency`],
  ['5.3', `more than ${percent(rules.LATE_SHARE_TO_SAY)} late items`],
  ['5.5', `more than ${share(rules.MOST_CLOCK_SHARE)} of the median of what it times`],
  ['5.6', `cut into ${words(rules.STABILITY_WINDOWS)} equal windows`],
  ['5.6', `Over the last ${words(rules.JUDGED_WINDOWS)}`],
  ['5.6', `is at most ${rules.MOST_MOVED.toFixed(2)}`],
  ['5.6', `from a ratio of ${rules.NOISY_FACTOR} on`],
  ['5.7', `opens ${words(rules.BROWSER_CONNECTIONS)} connections`],
  ['5.7', `more than ${share(rules.FULL_SHARE_TO_SAY)} of the time`],
  ['5.10', `more than ${percent(rules.MOST_PAGE_BUSY_SHARE)} of a core`],
  ['5.10', `over ${rules.FREE_WITHIN_MS} ms after the quickest`],
  ['5.10', `fewer than ${rules.FEWEST_LOOKS} looks`],
  ['5.12', `at ${percent(rules.PROPOSED_OF_KEPT_UP)}`],
  ['5.12', `or ${share(rules.PROPOSED_OF_PRESENT)} of the present one`],
  ['5.15', `at least ${percent(rules.OTHERS_SHARE_TO_SAY)} of the median latency`],
  ['6.2', `a factor of ${rules.PLAIN_FACTOR}`],
  ['6.4', `p < ${rules.SIGNIFICANT}`],
  ['6.4', `fewer than ${rules.FEWEST_TESTED} answers`],
  ['6.4', `when p < ${rules.CLEARLY_SIGNIFICANT} and`],
  ['6.4', `but for ${share(rules.MOST_LEFT_OUT)} at each end`],
  [
    '6.5',
    `from ${rules.EFFECT_FROM.small} small, ${rules.EFFECT_FROM.medium} medium, ${rules.EFFECT_FROM.large} large`,
  ],
  ['6.8', `factor of ${rules.NOISY_FACTOR}`],
];

describe('the figures of the rules', () => {
  it.each(FIGURES)('SPEC %s says "%s"', (number, inWords) => {
    expect(rule(number)).toContain(inWords);
  });

  it('are all looked for', () => {
    expect(Object.keys(exported).filter((name) => !asked.has(name))).toEqual([]);
  });
});

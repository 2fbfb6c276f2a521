import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { samplesNeeded } from '@/lib/measure/percentile';
import * as rules from '@/lib/measure/rules';

const SPEC = readFileSync('lib/measure/SPEC.md', 'utf8');

/** The words of one rule, on one line. */
function rule(number: string): string {
  const from = SPEC.indexOf(`- **${number}** `);
  if (from < 0) throw new Error(`There is no rule ${number}.`);
  const rest = SPEC.slice(from + 1);
  const to = rest.search(/\n(- \*\*|#|\n)/);
  return rest.slice(0, to < 0 ? undefined : to).replaceAll(/\s+/g, ' ');
}

const percent = (share: number) => `${Number((100 * share).toPrecision(6))} %`;

/** Each figure of the rules as SPEC.md writes it. */
const FIGURES: readonly (readonly [rule: string, inWords: string])[] = [
  ['1.2', `the ${rules.BROWSER_CONNECTIONS} connections`],
  ['2.2', `<= ${rules.UNEARNED_CHANCE}`],
  [
    '2.2',
    `p50 ${samplesNeeded(0.5)}, p90 ${samplesNeeded(0.9)}, p95 ${samplesNeeded(0.95)}, p99 ${samplesNeeded(0.99)}`,
  ],
  ['2.5', `fewer than ${rules.FEWEST_FOR_MEDIAN_INTERVAL}`],
  ['2.6', 'From five on'],
  ['3.3', `at most ${rules.MOST_WINDOWS}`],
  ['3.4', `at most ${rules.MOST_BLOCKS}`],
  ['3.4', `at least ${rules.FEWEST_ANSWERS_A_BLOCK} answers`],
  ['3.4', 'less than five'],
  ['4.1', `from the ${100 * rules.MEDIAN_ITEMS.from}th to the ${100 * rules.MEDIAN_ITEMS.to}th percentile`],
  ['4.2', `over ${percent(rules.MOST_CLAIMED - 1)} more`],
  ['5.1', `${rules.FLOOR_MS.class / 1000} s from`],
  ['5.1', `${rules.CLASS_ANSWERS} answers`],
  ['5.1', `${rules.FLOOR_MS.full / 1000} s as MLPerf`],
  ['5.1', `${100 * rules.ENOUGH_OF_FULL} % of it is enough`],
  ['5.2', `More than ${percent(rules.MOST_FAILED_SHARE)}`],
  ['5.3', `over ${rules.LATE_AFTER_MS} ms after it was due`],
  ['5.3', `by more than ${rules.MOST_LATE_SHIFT.toFixed(2)} times`],
  ['5.3', `but for ${rules.TIMER_STEP_MS} ms`],
  ['5.3', `more than ${percent(rules.MOST_LATE_SHARE)} of items were late`],
  ['5.3', `more than ${percent(rules.LATE_SHARE_TO_SAY)} late items`],
  ['5.6', `is at most ${rules.MOST_MOVED.toFixed(2)}`],
  ['5.6', `from a ratio of ${rules.NOISY_FACTOR} on`],
  ['5.10', `more than ${percent(rules.MOST_PAGE_BUSY_SHARE)} of a core`],
  ['5.12', `at ${percent(rules.PROPOSED_OF_KEPT_UP)}`],
  ['6.2', `a factor of ${rules.PLAIN_FACTOR}`],
  ['6.4', `p < ${rules.SIGNIFICANT}`],
  ['6.4', `fewer than ${rules.FEWEST_TESTED} answers`],
  [
    '6.5',
    `from ${rules.EFFECT_FROM.small} small, ${rules.EFFECT_FROM.medium} medium, ${rules.EFFECT_FROM.large} large`,
  ],
  ['6.8', `factor of ${rules.NOISY_FACTOR}`],
];
/** Written as words: "a tenth", "five", "half". */
const IN_WORDS = {
  FEWEST_REPEATS: 5,
  FEWEST_BLOCKS: 5,
  SMALL_LATENESS_SHARE: 0.1,
  MOST_CLOCK_SHARE: 0.1,
  FULL_SHARE_TO_SAY: 0.1,
  STABILITY_WINDOWS: 5,
  JUDGED_WINDOWS: 3,
  PROPOSED_OF_PRESENT: 0.5,
} as const;

describe('the figures of the rules', () => {
  it.each(FIGURES)('SPEC %s says "%s"', (number, inWords) => {
    expect(rule(number)).toContain(inWords);
  });

  it('those that are written as words are these', () => {
    expect(rules).toMatchObject(IN_WORDS);
  });
});

import { defineRules } from '../rules';

const TIMES = { above: [1, 'edge.median'], below: [0, 'edge.median'] } as const;
/** A median of so many items that is less than this many times the other is not plainly longer. */
const PLAINLY_LONGER = 1.15;
/** From how many times as long each choice holds. */
const BANDS = { sooner: 0, alike: 1 / PLAINLY_LONGER, longer: PLAINLY_LONGER, much: 2.5 } as const;
const CHOICES = Object.keys(BANDS);
/** Users who ask again at once keep every lane at work for the whole leg, on any machine. */
const BUSY = {
  modelId: 'clothing',
  versionId: 'big-fp32',
  loop: 'closed',
  users: 16,
  durationMs: 10_000,
  intervalMs: 500,
} as const;

/** Each median may be off by as much as the two may be together, divided evenly. */
const ASKS = [{ kind: 'size', figure: 'p50', lanes: ['edge'], within: Math.sqrt(1.5) }] as const;

export const rules = defineRules<'choose'>({
  kind: 'choose',
  level: 'analyse',
  concepts: ['measuring', 'device'],
  minutes: 5,
  input: { options: CHOICES },
  legs: [
    { changes: BUSY, asks: ASKS },
    {
      changes: { ...BUSY, order: 'race' },
      asks: ASKS,
      // Lanes that push each other aside are what is looked at.
      onPurpose: ['unstable', 'generator-late'],
    },
  ],
  reasons: { third: 'unsound', separate: 'unsound', cores: 'sound', first: 'edge-is-always-faster' },
  truth: { of: TIMES, from: BANDS },
  outcome({ parts }, { choice }, { credits }) {
    if (credits.sooner === 1 && credits.alike === 0) return 'sooner';
    const isHigh = CHOICES.indexOf(choice) > CHOICES.findIndex((id) => credits[id] === 1);
    if (parts.choice) return choice === 'alike' ? 'alike' : choice === 'sooner' ? 'sooner' : 'slowed';
    if (credits.alike === 1) return isHigh ? 'calm' : 'gain';
    return isHigh ? 'high' : 'low';
  },
  facts: { alone: [0, 'edge.median'], race: [1, 'edge.median'], times: TIMES },
  watch: [
    [0, 'edge.median'],
    [1, 'edge.median'],
  ],
  followUp: 1,
});

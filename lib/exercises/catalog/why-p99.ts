import { type Evidence, figureOf } from '../evidence/evidence';
import { ratioOf } from '../evidence/reading';
import { defineExercise, type Facts, factOf } from '../exercise';

const stretch = (evidence: Evidence) =>
  ratioOf(figureOf(evidence, 0, 'online.p99'), figureOf(evidence, 0, 'online.median'));

/** How many answers the slowest hundredth is. */
function slowest(evidence: Evidence): Facts {
  const answered = figureOf(evidence, 0, 'online.answered');
  return answered ? { slow: { unit: 'count', value: Math.max(1, Math.round(answered.value / 100)) } } : {};
}

export const exercise = defineExercise<'ratio'>({
  ask: {
    id: 'why-p99',
    kind: 'ratio',
    level: 'apply',
    concepts: ['latency', 'measuring'],
    minutes: 4,
    title: 'One answer in a hundred',
    goal: 'You will know what a p99 tells you that a median or an average keeps to itself.',
    prompt:
      'A bank’s app reads the figures on cheques. Pictures of digits arrive at random, about sixty-five every second, and each lane answers eight hundred of them.\n\nAll pictures have the same size, so the model does the same sums for each. Nothing is made slow on purpose.',
    question: 'In the online lane, how many times as long as the median is the p99?',
    input: { least: 1, most: 1000, above: 'Online’s p99', below: 'Online’s median' },
    reasons: [
      { id: 'equal', text: 'The same model does the same sums each time, so every answer takes about as long.' },
      { id: 'chance', text: 'Arrivals crowd together and machines get interrupted, so a few answers have to wait.' },
      { id: 'rare', text: 'One answer in a hundred is too rare to lie far from what is usual.' },
      { id: 'worst', text: 'The p99 is the worst thing that can happen, and that may be a thousand times the usual.' },
    ],
    legs: [{ title: 'Three lanes, one after another', changes: { count: 800, perSecond: 65 } }],
  },
  key: {
    truth(evidence) {
      const ratio = stretch(evidence);
      return ratio && { ratio };
    },
    outcome: ({ verdict }, given, { ratio }) =>
      verdict === 'right' ? 'right' : given.ratio < ratio.value ? 'low' : 'high',
    outcomes: {
      right:
        'Half of the online answers came within {median}. The p99 was {p99}, which is {times} times as long and near your figure. The slowest hundredth is about {slow} of the {answered} pictures, and they were no harder for the model than the others. As a rule they came at a bad moment, when others were just ahead of them or the machine had something else to do, and of all that the average, {mean}, shows you nothing.',
      low: 'The tail is longer than you said. Half of the online answers came within {median}, and the p99 was {p99}, {times} times as long. The model did the same sums for each picture, but the model is only one part of the time: pictures come in clumps, browsers and servers tidy up, and other programs want the processor. About {slow} of {answered} pictures met with the worst of such moments, and the average of {mean} does not say so.',
      high: 'The tail is shorter than you said. Online, the median was {median} and the p99 {p99}, {times} times as long. A p99 is not the worst case: about {slow} of the {answered} answers were slower still. While a lane has room to spare, most clumps of pictures are soon worked off, but if the load came nearer to what the server can do, the tail would grow long before the median moved much.',
    },
    usually:
      'The p99 is usually several times the median, though each picture is as hard for the model as the next. The slowest hundredth came at a bad moment, when others were just ahead of them or the machine had something else to do. A median or an average does not show them.',
    facts: (evidence) => ({
      ...factOf('median', 'duration', figureOf(evidence, 0, 'online.median')),
      ...factOf('p99', 'duration', figureOf(evidence, 0, 'online.p99')),
      ...factOf('mean', 'duration', figureOf(evidence, 0, 'online.mean')),
      ...factOf('answered', 'count', figureOf(evidence, 0, 'online.answered')),
      ...slowest(evidence),
      ...factOf('times', 'ratio', stretch(evidence)),
    }),
    reasons: {
      equal: {
        sound: false,
        why: 'The sums are equal, and they are not what differs. An answer also depends on the network, on its turn, and on a processor that may be busy with something else.',
        misconception: 'the-model-is-all-the-time',
      },
      chance: {
        sound: true,
        why: 'Yes. Chance decides who comes at a bad moment, and with enough pictures somebody always does.',
      },
      rare: {
        sound: false,
        why: '“Rare” says how often, and nothing about how far. At sixty-five pictures a second, one in a hundred comes up about every second and a half.',
        misconception: 'the-average-says-it-all',
      },
      worst: {
        sound: false,
        why: 'It is the mark that one answer in a hundred goes beyond. The worst answer lies higher still, and it is a poor figure to rely on, because a single accident can set it.',
      },
    },
    watch: [
      { leg: 0, figure: 'online.p99', words: 'The p99', lane: 'online' },
      { leg: 0, figure: 'online.median', words: 'The median', lane: 'online' },
    ],
    followUp: {
      question:
        'A travel site asks for twenty predictions to draw one page, and shows it when the last has come. Each is slow once in a hundred. How many pages are held up?',
      choices: [
        {
          text: 'About one page in a hundred, as with each prediction.',
          right: false,
          why: 'One in a hundred is the chance for one prediction. The page needs all twenty to be quick.',
        },
        {
          text: 'Nearly one page in five.',
          right: true,
          why: 'All twenty are quick in 0.99 to the power of 20, or 82 of 100 pages. The other 18 wait for a slow one.',
        },
        {
          text: 'About one page in two thousand, since twenty share the risk.',
          right: false,
          why: 'The risks add up instead of being shared: twenty chances to meet a slow prediction, and one is enough.',
        },
      ],
    },
  },
  examples: [
    {
      name: 'a usual laptop, and a good guess',
      evidence: [
        {
          'online.median': 5.8,
          'online.p99': { value: 21, low: 16, high: 34 },
          'online.mean': 6.9,
          'online.answered': 800,
        },
      ],
      prediction: { kind: 'ratio', ratio: 4 },
      reason: 'chance',
      verdict: 'right',
      outcome: 'right',
    },
    {
      name: 'a weak phone with a long tail, all taken for equal',
      evidence: [
        {
          'online.median': 34,
          'online.p99': { value: 410, low: 330, high: 520 },
          'online.mean': 61,
          'online.answered': 800,
        },
      ],
      prediction: { kind: 'ratio', ratio: 1.2 },
      reason: 'equal',
      verdict: 'not',
      outcome: 'low',
    },
    {
      name: 'the same phone, and half way there',
      evidence: [
        {
          'online.median': 34,
          'online.p99': { value: 410, low: 330, high: 520 },
          'online.mean': 61,
          'online.answered': 800,
        },
      ],
      prediction: { kind: 'ratio', ratio: 3 },
      reason: 'chance',
      verdict: 'partly',
      outcome: 'low',
    },
    {
      name: 'the p99 taken for the worst case',
      evidence: [
        {
          'online.median': 5.8,
          'online.p99': { value: 21, low: 16, high: 34 },
          'online.mean': 6.9,
          'online.answered': 800,
        },
      ],
      prediction: { kind: 'ratio', ratio: 500 },
      reason: 'worst',
      verdict: 'not',
      outcome: 'high',
    },
  ],
});

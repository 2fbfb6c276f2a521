import { figureOf } from '../evidence/evidence';
import type { FigureId } from '../evidence/figures';
import { defineExercise, factOf } from '../exercise';

const OFFERED = ['tiny-fp32', 'mid-int8', 'big-fp32', 'big-int8-dynamic'] as const;
/** The model the app has now. */
const PRESENT = 'big-fp32';
/** Of the present model's time, which an answer may take at most. */
const MOST_TIME = 0.5;
/** Within the time, and less often right than another that is too: it does the job, and badly. */
const CREDIT_IN_TIME = 0.3;

const call = (id: string): FigureId => `variant.${id}.call`;
const accuracy = (id: string): FigureId => `variant.${id}.accuracy`;

export const exercise = defineExercise<'choose'>({
  ask: {
    id: 'tiny-or-big',
    kind: 'choose',
    level: 'analyse',
    concepts: ['small-models', 'choosing'],
    minutes: 6,
    title: 'A model for the changing room',
    goal: 'You will be able to choose the size of a model by its time and its accuracy together.',
    prompt:
      'A shop has an app that sorts photographs of clothing on the customer’s own phone. It runs the large model in full precision, and customers complain that it is slow. From now on an answer may take half as long as it does today at the most, on the same phone. Within that limit, the shop wants as few wrong answers as possible.\n\nFour versions are on offer. Your own device stands for the phone, and the accuracy of each version was measured beforehand on ten thousand photographs that it had never seen.',
    question: 'Which version would you put into the app?',
    input: {
      options: [
        { id: 'tiny-fp32', text: 'Tiny, in full precision (45 kB)' },
        { id: 'mid-int8', text: 'Middle-sized, 8 bits, static (153 kB)' },
        { id: 'big-fp32', text: 'Large, in full precision (3.4 MB), as it is today' },
        { id: 'big-int8-dynamic', text: 'Large, 8 bits, dynamic (873 kB)' },
      ],
    },
    reasons: [
      { id: 'best-in-time', text: 'Whatever keeps to the limit is quick enough, and among those accuracy decides.' },
      { id: 'quickest', text: 'Customers complain about speed, so the quickest of them all serves them best.' },
      { id: 'largest', text: 'A larger model is always right more often, and wrong answers cost the most.' },
      { id: 'eight', text: 'With 8 bits the large model fits into the time and keeps all that it has learnt.' },
    ],
    legs: [
      {
        title: 'Time and accuracy of every version',
        changes: { modelId: 'clothing', versionId: 'big-fp32', study: 'sweep', sweep: 'variants', sweepLane: 'edge' },
      },
    ],
  },
  key: {
    truth(evidence) {
      const present = figureOf(evidence, 0, call(PRESENT));
      const versions = OFFERED.map((id) => ({
        id,
        time: figureOf(evidence, 0, call(id)),
        right: figureOf(evidence, 0, accuracy(id)),
      }));
      if (!present || versions.some(({ time, right }) => !time || !right)) return null;
      const inTime = versions.filter(({ time }) => time && time.value <= MOST_TIME * present.value);
      const best = Math.max(...inTime.map(({ right }) => right?.low ?? 0));
      // As often right as the best one, as far as the test pictures can tell them apart.
      const creditOf = (version: (typeof versions)[number]) =>
        !inTime.includes(version) ? 0 : (version.right?.high ?? 0) >= best ? 1 : CREDIT_IN_TIME;
      return { credits: Object.fromEntries(versions.map((version) => [version.id, creditOf(version)])) };
    },
    outcome({ parts }, { choice }, { credits }) {
      if (parts.choice) return 'best';
      if (credits[choice] !== 0) return 'less-right';
      return choice === PRESENT ? 'present' : 'late';
    },
    outcomes: {
      best: 'Your choice keeps to the limit, and none of the others that do is right more often. The times for one picture were {tinyTime} for the tiny version, {midTime} for the middle one, {bigTime} for the large one and {dynamicTime} for the dynamic one, of which half of {bigTime} was allowed. They sort {tinyRight}, {midRight}, {bigRight} and {dynamicRight} of unknown photographs as they should. A limit tells you when to stop paying for speed.',
      'less-right':
        'Your choice keeps to the limit, but another version that does so too is right more often. The tiny version needs {tinyTime} a picture and sorts {tinyRight} as it should, the middle one needs {midTime} and sorts {midRight}, and half of {bigTime} was allowed. Being faster than the limit is worth nothing to a customer, while every wrong answer is noticed.',
      present:
        'The large version would be as slow as it is today, with {bigTime} for a picture, and only half of that is allowed. Its size does not even buy accuracy here: it sorts {bigRight} of unknown photographs as it should, against {midRight} for the middle one, which takes {midTime}. More weights can learn more, although they need not, and so accuracy has to be measured like everything else.',
      late: 'Your choice does not keep to the limit on this device. The tiny version needs {tinyTime} for a picture, the middle one {midTime} and the dynamic one {dynamicTime}, where half of {bigTime} was allowed. The size of a file does not reveal how its sums have to be done. An accuracy of {midRight} or {dynamicRight} matters only once the time has been kept.',
    },
    usually:
      'Usually the middle version is the one to choose: it keeps to the limit, and none of the others that do is right more often. A limit sorts out what is too slow, and what remains is compared by something else. Beyond it there is no reward for being quicker still.',
    facts: (evidence) => ({
      ...factOf('tinyTime', 'duration', figureOf(evidence, 0, call('tiny-fp32'))),
      ...factOf('midTime', 'duration', figureOf(evidence, 0, call('mid-int8'))),
      ...factOf('bigTime', 'duration', figureOf(evidence, 0, call('big-fp32'))),
      ...factOf('dynamicTime', 'duration', figureOf(evidence, 0, call('big-int8-dynamic'))),
      ...factOf('tinyRight', 'share', figureOf(evidence, 0, accuracy('tiny-fp32'))),
      ...factOf('midRight', 'share', figureOf(evidence, 0, accuracy('mid-int8'))),
      ...factOf('bigRight', 'share', figureOf(evidence, 0, accuracy('big-fp32'))),
      ...factOf('dynamicRight', 'share', figureOf(evidence, 0, accuracy('big-int8-dynamic'))),
    }),
    reasons: {
      'best-in-time': {
        sound: true,
        why: 'That is how a limit is used: it sorts out what is too slow, and what remains is compared by something else.',
      },
      quickest: {
        sound: false,
        why: 'Speed beyond what was asked for is not noticed, whereas the accuracy it was paid for with is missed by every customer who gets a wrong answer.',
      },
      largest: {
        sound: false,
        why: 'A larger model can be right more often, but whether it is depends on how it was built and trained. Look at what was measured for these three sizes.',
      },
      eight: {
        sound: false,
        why: 'It does keep what it has learnt. But the dynamic version works out its scales in every run, and that may take longer than the whole run did before.',
        misconception: 'smaller-is-always-faster',
      },
    },
    watch: [
      { leg: 0, figure: 'variant.tiny-fp32.call', words: 'Tiny', lane: 'edge' },
      { leg: 0, figure: 'variant.mid-int8.call', words: 'Middle, 8 bits', lane: 'edge' },
      { leg: 0, figure: 'variant.big-fp32.call', words: 'Large', lane: 'edge' },
      { leg: 0, figure: 'variant.big-int8-dynamic.call', words: 'Large, dynamic', lane: 'edge' },
    ],
    followUp: {
      question:
        'A camera on a conveyor belt sees a bottle every 200 ms. Model A needs 20 ms and misses 3 cracks in 100, model B needs 90 ms and misses 1, model C needs 240 ms and misses none. Which one do you take?',
      choices: [
        {
          text: 'Model B, since it is done in time and misses fewer cracks than A.',
          right: true,
          why: 'The next bottle comes after 200 ms, so A and B are both quick enough, and of these two B misses fewer.',
        },
        {
          text: 'Model A, since it leaves the most time before the next bottle comes.',
          right: false,
          why: 'Spare time finds no cracks. Once a model is done in time, what counts is what it misses.',
        },
        {
          text: 'Model C, since on a belt of bottles no crack may ever be missed.',
          right: false,
          why: 'With 240 ms for each bottle it falls further behind with every one, and soon it would have to let bottles pass unseen.',
        },
      ],
    },
  },
  examples: [
    {
      name: 'a usual laptop, well chosen and well defended',
      evidence: [laptop()],
      prediction: { kind: 'choose', choice: 'mid-int8' },
      reason: 'best-in-time',
      verdict: 'right',
      outcome: 'best',
    },
    {
      name: 'well chosen, with a reason that does not hold',
      evidence: [laptop()],
      prediction: { kind: 'choose', choice: 'mid-int8' },
      reason: 'eight',
      verdict: 'partly',
      outcome: 'best',
    },
    {
      name: 'the quickest',
      evidence: [laptop()],
      prediction: { kind: 'choose', choice: 'tiny-fp32' },
      reason: 'quickest',
      verdict: 'not',
      outcome: 'less-right',
    },
    {
      name: 'the one it has now',
      evidence: [laptop()],
      prediction: { kind: 'choose', choice: 'big-fp32' },
      reason: 'largest',
      verdict: 'not',
      outcome: 'present',
    },
    {
      name: 'a weak phone, and the dynamic version',
      evidence: [versions({ 'tiny-fp32': 0.6, 'mid-int8': 12, 'big-fp32': 55, 'big-int8-dynamic': 640 })],
      prediction: { kind: 'choose', choice: 'big-int8-dynamic' },
      reason: 'eight',
      verdict: 'not',
      outcome: 'late',
    },
    {
      name: 'a phone on which 8 bits cost so much time that only the tiny version keeps to the limit',
      evidence: [versions({ 'tiny-fp32': 0.6, 'mid-int8': 31, 'big-fp32': 55, 'big-int8-dynamic': 640 })],
      prediction: { kind: 'choose', choice: 'tiny-fp32' },
      reason: 'best-in-time',
      verdict: 'right',
      outcome: 'best',
    },
  ],
});

function laptop() {
  return versions({ 'tiny-fp32': 0.09, 'mid-int8': 1.4, 'big-fp32': 8.7, 'big-int8-dynamic': 88 });
}

/** @param callMs one call of each */
function versions(callMs: Readonly<Record<(typeof OFFERED)[number], number>>) {
  return {
    ...Object.fromEntries(OFFERED.map((id) => [call(id), callMs[id]])),
    [accuracy('tiny-fp32')]: { value: 0.8886, low: 0.8823, high: 0.8946 },
    [accuracy('mid-int8')]: { value: 0.9225, low: 0.9171, high: 0.9276 },
    [accuracy('big-fp32')]: { value: 0.9128, low: 0.9071, high: 0.9182 },
    [accuracy('big-int8-dynamic')]: { value: 0.9125, low: 0.9068, high: 0.9179 },
  };
}

import { PLAIN_FACTOR } from '../../measure/rules';
import { type Evidence, figureOf } from '../evidence/evidence';
import { ratioOf } from '../evidence/reading';
import { defineExercise, factOf } from '../exercise';

const gain = (evidence: Evidence) =>
  ratioOf(figureOf(evidence, 0, 'batch.compute-rate'), figureOf(evidence, 0, 'online.compute-rate'));
/** What "one over the latency" would give, answers a second. */
const inverse = (evidence: Evidence) =>
  ratioOf({ value: 1000, low: 1000, high: 1000 }, figureOf(evidence, 0, 'batch.median'));

export const exercise = defineExercise<'ratio'>({
  ask: {
    id: 'work-done-together',
    kind: 'ratio',
    level: 'analyse',
    concepts: ['throughput', 'cost'],
    minutes: 4,
    title: 'A second well spent',
    goal: 'You will be able to tell how late an answer is from how much is done.',
    prompt:
      'A lender’s model weighs loan applications. Sixty come in every second, and every lane has to answer them all. The batch lane runs every two seconds over what has piled up; online and edge take the applications as they come.\n\nNow leave out all the time in which nothing is computed, and count only the seconds in which the model is at work and the answers that come out of them.',
    question: 'For each second of computing, how many times as many answers does batch give as online?',
    input: { least: 0.01, most: 1000, above: 'Batch’s answers', below: 'Online’s answers' },
    reasons: [
      {
        id: 'inverse',
        text: 'An answer takes batch about a second, so it gives about one in a second, and online many more.',
      },
      { id: 'same', text: 'The model and the server are the same, so an application costs the same in both lanes.' },
      { id: 'strain', text: 'A large pile weighs a machine down, so each application in it takes longer.' },
      { id: 'share', text: 'Each call to the model has a fixed cost, and in a batch many applications share it.' },
    ],
    legs: [
      {
        title: 'Three lanes, one after another',
        changes: { modelId: 'credit-risk', versionId: 'trees', count: 720, perSecond: 60 },
      },
    ],
  },
  key: {
    truth(evidence) {
      const ratio = gain(evidence);
      return ratio && { ratio };
    },
    outcome({ verdict }, given, { ratio }) {
      if (ratio.value < PLAIN_FACTOR) return 'little';
      if (verdict === 'right') return 'right';
      if (given.ratio > ratio.value) return 'high';
      return given.ratio < 1 ? 'reversed' : 'low';
    },
    outcomes: {
      right:
        'Batch gave {batchRate} answers for a second of computing and online {onlineRate}, which is {times} times as many and near your figure. A call held {size} applications on average in the batch lane and {onlineSize} online. What a call costs before its first application is paid once, however many follow. Batch’s median latency of {batchMedian} has no say in this, because an application that waits keeps no processor busy.',
      low: 'Batch gained more than you said. A second of computing gave {batchRate} answers there and {onlineRate} online, {times} times as many. Calling a small model costs more than most people expect: inputs are packed, work is handed over, results are unpacked. Batch did this once for {size} applications on average and online once for {onlineSize}, and what remains is the model’s own part, which for a small model is little.',
      reversed:
        'It is the other way about. For a second of computing batch gave {batchRate} answers, {times} times online’s {onlineRate}. If throughput were one over latency, batch’s median of {batchMedian} would make {inverse} answers a second. But its applications wait side by side, and then they are worked off together, {size} to a call on average. Latency follows one application, whereas throughput counts them all.',
      high: 'Sharing helped less than you said: {batchRate} answers for a second of computing in batch, {onlineRate} online, so {times} times as many. Only the fixed part of a call can be shared, while each application still needs some work of its own, which no pile makes smaller. Online had some company too, since the server puts into one call what waits at the same moment: {onlineSize} applications on average.',
      little:
        'On this machine there was next to nothing in it: {times} times as many answers for a second of computing in batch as online, {batchRate} and {onlineRate}. That happens where a call costs little beside its applications, where online calls are well filled as well ({onlineSize} applications on average, {size} in batch), or where other work disturbed the batch lane. Your own answer is held against this figure, but a second run on a quiet machine would be worth having.',
    },
    usually:
      'Batch usually gives more answers for each second of computing, often several times as many. What a call costs before its first application is paid once, however many follow, and a batch holds many. How late the answers are has no say in this, because an application that waits keeps no processor busy.',
    facts: (evidence) => ({
      ...factOf('batchRate', 'rate', figureOf(evidence, 0, 'batch.compute-rate')),
      ...factOf('onlineRate', 'rate', figureOf(evidence, 0, 'online.compute-rate')),
      ...factOf('batchMedian', 'duration', figureOf(evidence, 0, 'batch.median')),
      ...factOf('size', 'count', figureOf(evidence, 0, 'batch.batch-size')),
      ...factOf('onlineSize', 'count', figureOf(evidence, 0, 'online.batch-size')),
      ...factOf('inverse', 'rate', inverse(evidence)),
      ...factOf('times', 'ratio', gain(evidence)),
    }),
    reasons: {
      inverse: {
        sound: false,
        why: 'That would be true if each application kept the machine to itself from its arrival to its answer. Here about a hundred are on their way together, and most of the time they are only waiting.',
        misconception: 'throughput-is-one-over-latency',
      },
      same: {
        sound: false,
        why: 'The sums inside the model are the same. What differs is the cost around each call, and how many applications carry it.',
      },
      strain: {
        sound: false,
        why: 'A processor does not tire. A larger call takes longer as a whole and, up to a point, less for each application in it.',
        misconception: 'batch-is-slow-online',
      },
      share: {
        sound: true,
        why: 'Yes. The fixed cost is paid for each call, and batch makes far fewer calls.',
      },
    },
    watch: [
      { leg: 0, figure: 'batch.compute-rate', words: 'Batch', lane: 'batch' },
      { leg: 0, figure: 'online.compute-rate', words: 'Online', lane: 'online' },
    ],
    followUp: {
      question:
        'A ferry carries 200 cars and takes an hour to cross. A small boat carries one car across in six minutes. Each comes straight back for more. Which moves more cars in a day?',
      choices: [
        {
          text: 'The boat, since it is there ten times as soon.',
          right: false,
          why: 'It is there sooner, with one car. Ten crossings while the ferry makes one come to ten cars against 200.',
        },
        {
          text: 'Neither, since time on the water is what counts for both.',
          right: false,
          why: 'Time on the water is the latency of one crossing. How many cars share the crossing is the other half of the sum.',
        },
        {
          text: 'The ferry, since 200 cars share each of its slow crossings.',
          right: true,
          why: 'Ten crossings of the boat fit into one of the ferry, so it is 200 cars against ten. The driver in a hurry may still prefer the boat.',
        },
      ],
    },
  },
  examples: [
    {
      name: 'a usual laptop, and a good guess',
      evidence: [
        {
          'batch.compute-rate': { value: 42_000, low: 33_000, high: 52_000 },
          'online.compute-rate': { value: 5200, low: 4800, high: 5700 },
          'batch.median': 1010,
          'batch.batch-size': 58,
          'online.batch-size': 1.1,
        },
      ],
      prediction: { kind: 'ratio', ratio: 10 },
      reason: 'share',
      verdict: 'right',
      outcome: 'right',
    },
    {
      name: 'the same laptop, no gain expected',
      evidence: [
        {
          'batch.compute-rate': { value: 42_000, low: 33_000, high: 52_000 },
          'online.compute-rate': { value: 5200, low: 4800, high: 5700 },
          'batch.median': 1010,
          'batch.batch-size': 58,
          'online.batch-size': 1.1,
        },
      ],
      prediction: { kind: 'ratio', ratio: 1 },
      reason: 'same',
      verdict: 'not',
      outcome: 'low',
    },
    {
      name: 'one over the latency',
      evidence: [
        {
          'batch.compute-rate': 39_000,
          'online.compute-rate': 5000,
          'batch.median': 1030,
          'batch.batch-size': 57,
          'online.batch-size': 1.1,
        },
      ],
      prediction: { kind: 'ratio', ratio: 0.05 },
      reason: 'inverse',
      verdict: 'not',
      outcome: 'reversed',
    },
    {
      name: 'a small server that many share, and a guess far too high',
      evidence: [
        {
          'batch.compute-rate': { value: 9000, low: 6000, high: 13_000 },
          'online.compute-rate': { value: 2300, low: 1700, high: 2900 },
          'batch.median': 1290,
          'batch.batch-size': 60,
          'online.batch-size': 2.2,
        },
      ],
      prediction: { kind: 'ratio', ratio: 100 },
      reason: 'share',
      verdict: 'not',
      outcome: 'high',
    },
    {
      name: 'a machine on which sharing hardly pays',
      evidence: [
        {
          'batch.compute-rate': 2600,
          'online.compute-rate': 2400,
          'batch.median': 1400,
          'batch.batch-size': 60,
          'online.batch-size': 9,
        },
      ],
      prediction: { kind: 'ratio', ratio: 1 },
      reason: 'same',
      verdict: 'right',
      outcome: 'little',
    },
  ],
});

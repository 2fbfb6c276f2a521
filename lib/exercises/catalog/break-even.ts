import { type Evidence, figureOf } from '../evidence/evidence';
import { type Reading, ratioOf } from '../evidence/reading';
import { defineExercise, type Fact, factOf } from '../exercise';

/** Bytes of an online answer, sent and received. */
const eachOf = (evidence: Evidence): Reading | null =>
  ratioOf(figureOf(evidence, 1, 'online.bytes-total'), figureOf(evidence, 1, 'online.answered'));
const onceOf = (evidence: Evidence): Reading | null => figureOf(evidence, 0, 'start.edge.bytes');
const X = { least: 1, most: 100_000 } as const;

export const exercise = defineExercise<'crossover'>({
  ask: {
    id: 'break-even',
    kind: 'crossover',
    level: 'analyse',
    concepts: ['cost', 'network'],
    minutes: 5,
    title: 'When has the download paid for itself?',
    goal: 'You will know how to find the number of answers from which a download saves data.',
    prompt:
      'An app that reads handwritten digits can send each picture to a server, which takes about three kilobytes the way this site does it. Alternatively it can fetch the model once and read on the device, and from then on nothing has to cross the network.\n\nThe file of the model has 45 kilobytes. A device also needs the software that runs models, which is fetched once too. Both are counted here, as though your browser had kept nothing from an earlier visit.',
    question: 'After how many predictions have both ways moved the same number of bytes?',
    input: {
      x: { unit: 'count', ...X, kind: 'log', label: 'Predictions so far' },
      y: { unit: 'bytes', label: 'Bytes moved so far', kind: 'log' },
      curves: [
        { id: 'online', text: 'Each picture to the server', lane: 'online' },
        { id: 'edge', text: 'Fetched once, read on the device', lane: 'edge' },
      ],
      never: 'Not within a hundred thousand predictions',
    },
    reasons: [
      { id: 'file', text: 'Only the model’s file counts, and it weighs as much as a dozen pictures.' },
      { id: 'all', text: 'All that is fetched once counts, and the software outweighs a small model by far.' },
      { id: 'never', text: 'A download is heavy and a picture is light, so sending pictures always moves less.' },
      { id: 'speed', text: 'It depends on which of the two computes faster, the device or the server.' },
    ],
    legs: [
      {
        title: 'What a device fetches, from nothing',
        changes: { study: 'cold-start', lanes: ['edge'], repeats: 3 },
      },
      { title: 'What an online answer moves', changes: { lanes: ['online'], count: 200, perSecond: 20 } },
    ],
    needs: 'This browser does not say how many bytes it fetched. Try another one.',
  },
  key: {
    truth(evidence) {
      const once = onceOf(evidence);
      const each = eachOf(evidence);
      const at = ratioOf(once, each);
      if (!once || !each || !at || once.low <= 0) return null;
      const places = [X.least, 10, 100, 1000, 10_000, X.most];
      return {
        at,
        curves: {
          online: places.map((x) => ({ x, y: x * each.value })),
          edge: places.map((x) => ({ x, y: once.value })),
        },
      };
    },
    outcome({ verdict }, { at }, truth) {
      if (verdict === 'right') return 'right';
      if (at === null) return 'never';
      return truth.at && at > truth.at.high ? 'late' : 'early';
    },
    outcomes: {
      right:
        'The two meet at {at} predictions. The device fetched {once} altogether and an online answer moved {each}, there and back, so that dividing the one by the other gives the crossing. If you had counted only the model’s file of {file}, it would have been {fileOnly} predictions, but software that can run a model weighs far more than a model as small as this.',
      early:
        'The two meet later, at {at} predictions. An online answer moved {each}, there and back, while the device fetched {once} before its first one. Only {file} of that is the model, which alone would be paid back after {fileOnly} predictions. Most of the download is the software that runs it, and a second model from the same site could use that software again without another download.',
      late: 'They meet sooner, at {at} predictions. The device fetched {once} a single time, whereas an online answer moved {each}, which is little but comes with every picture and never ends. Beyond the crossing every further prediction on the device is free of bytes, while the other line continues to climb.',
      never:
        'They do meet, at {at} predictions. One line is flat, with {once} at the start and nothing after that, and the other climbs by {each} with every picture. However slowly a line climbs, it will cross a flat one in the end. The question worth asking is whether a single device is ever going to make that many predictions.',
    },
    usually:
      'The two usually meet after several hundred predictions. A device fetches the software that can run a model, which weighs far more than a model as small as this. An online answer moves a little each time, there and back, and what is fetched once divided by that gives the crossing.',
    facts: (evidence) => ({
      ...factOf('once', 'bytes', onceOf(evidence)),
      ...factOf('each', 'bytes', eachOf(evidence)),
      ...countOf('at', ratioOf(onceOf(evidence), eachOf(evidence))),
      ...factOf('file', 'bytes', figureOf(evidence, 1, 'online.model-bytes')),
      ...countOf('fileOnly', ratioOf(figureOf(evidence, 1, 'online.model-bytes'), eachOf(evidence))),
    }),
    reasons: {
      file: {
        sound: false,
        why: 'The file alone is soon paid back, but a device with a model and nothing to run it answers no questions, so the software has to be counted as well.',
      },
      all: {
        sound: true,
        why: 'The flat line stands at everything that is fetched once, and in this case the model is the smallest part of it.',
      },
      never: {
        sound: false,
        why: 'One picture is lighter than the download, but thousands of them are not, and whatever is repeated without end outgrows what comes only once.',
      },
      speed: {
        sound: false,
        why: 'Speed decides when an answer comes, while the bytes are the same on a quick device and on a slow one.',
      },
    },
    watch: [
      { leg: 0, figure: 'start.edge.bytes', words: 'Fetched once', lane: 'edge' },
      { leg: 1, figure: 'online.bytes-sent', words: 'Sent for each answer', lane: 'online' },
    ],
    followUp: {
      question:
        'The model improves every week, and each device fetches the new file. The software stays. What moves the weekly crossing most?',
      choices: [
        {
          text: 'The size of the file, since it is all that is fetched again each week.',
          right: true,
          why: 'The software was paid for once, so every later week begins with the file alone, and a smaller file is earned back sooner.',
        },
        {
          text: 'The size of the software, since it is still most of what the device holds.',
          right: false,
          why: 'It does occupy the device, but since it is not fetched again it moves no bytes in later weeks.',
        },
        {
          text: 'The speed of the device, since a quick one has its answers sooner.',
          right: false,
          why: 'The crossing is about bytes, and it lies at the same number of predictions on any device.',
        },
      ],
    },
  },
  examples: [
    {
      name: 'a usual laptop',
      evidence: [
        { 'start.edge.bytes': 2_330_000 },
        {
          'online.bytes-total': 697_000,
          'online.answered': 200,
          'online.bytes-sent': 3300,
          'online.model-bytes': 45_310,
        },
      ],
      prediction: { kind: 'crossover', at: 800 },
      reason: 'all',
      verdict: 'right',
      outcome: 'right',
    },
    {
      name: 'the file taken for everything',
      evidence: [
        { 'start.edge.bytes': 2_330_000 },
        {
          'online.bytes-total': 697_000,
          'online.answered': 200,
          'online.bytes-sent': 3300,
          'online.model-bytes': 45_310,
        },
      ],
      prediction: { kind: 'crossover', at: 14 },
      reason: 'file',
      verdict: 'not',
      outcome: 'early',
    },
    {
      name: 'a weak phone behind a proxy that does not compress',
      evidence: [
        { 'start.edge.bytes': 11_400_000 },
        {
          'online.bytes-total': 702_000,
          'online.answered': 200,
          'online.bytes-sent': 3300,
          'online.model-bytes': 45_310,
        },
      ],
      prediction: { kind: 'crossover', at: 40_000 },
      reason: 'all',
      verdict: 'not',
      outcome: 'late',
    },
    {
      name: 'taken never to cross',
      evidence: [
        { 'start.edge.bytes': 2_330_000 },
        {
          'online.bytes-total': 697_000,
          'online.answered': 200,
          'online.bytes-sent': 3300,
          'online.model-bytes': 45_310,
        },
      ],
      prediction: { kind: 'crossover', at: null },
      reason: 'never',
      verdict: 'not',
      outcome: 'never',
    },
  ],
});

/** Predictions come whole. */
function countOf(name: string, reading: Reading | null): Readonly<Record<string, Fact>> {
  return reading ? { [name]: { unit: 'count', value: Math.ceil(reading.value) } } : {};
}

import { figureOf } from '../evidence/evidence';
import { ratioOf } from '../evidence/reading';
import { defineExercise, factOf } from '../exercise';

export const exercise = defineExercise<'ratio'>({
  ask: {
    id: 'cold-start',
    kind: 'ratio',
    level: 'apply',
    concepts: ['device', 'measuring'],
    minutes: 4,
    title: 'The costliest answer',
    goal: 'You will know what a device has to do before its first answer, and how much that weighs.',
    prompt:
      'A visitor opens a page that sorts pictures of clothing in the browser. Nothing is there yet, so the browser has to fetch the model and the software that runs it, start that software and get the model ready before it can look at the first picture.\n\nAfter a few dozen pictures everything has settled, and each one takes about as long as the one before. Here the whole start is repeated three times, each time from nothing.',
    question: 'How many times as long as a settled answer does the very first one take?',
    input: { least: 1, most: 100_000, above: 'the first answer', below: 'a settled answer' },
    reasons: [
      { id: 'same', text: 'The model does the same sums each time, so the first picture cannot take much longer.' },
      {
        id: 'start',
        text: 'Fetching, starting and getting ready happen once, and all of it falls on the first picture.',
      },
      { id: 'warm', text: 'The first run of a model is always a bit slow, until the processor has warmed up to it.' },
      { id: 'fetch', text: 'Only the download counts, so on a good connection there is next to no difference.' },
    ],
    legs: [
      {
        title: 'The edge lane, started three times from nothing',
        changes: { modelId: 'clothing', study: 'cold-start', lanes: ['edge'] },
      },
    ],
  },
  key: {
    truth(evidence) {
      const ratio = ratioOf(
        figureOf(evidence, 0, 'start.edge.first-answer'),
        figureOf(evidence, 0, 'start.edge.steady'),
      );
      return ratio && { ratio };
    },
    outcome: ({ verdict }, { ratio }, truth) =>
      verdict === 'right' ? 'right' : ratio < truth.ratio.value ? 'low' : 'high',
    outcomes: {
      right:
        'You saw how lopsided a start is. On this device the first answer took {first} and a settled one {steady}, so the first cost as much as {answers} of the others. Fetching took {fetch}, starting the software with its model {load}, and the first run of the model itself {run}. All of that is paid only once, but somebody has to wait for it.',
      low: 'The first answer was costlier than you thought: it took {first}, which is as long as {answers} settled answers of {steady} each. Fetching took {fetch}, starting the software and the model {load}, and the first run {run}, whereas the work on a picture needs no more than a settled answer. A test that times only settled answers sees none of this, and a visitor sees all of it.',
      high: 'The start weighs a lot, though on this device less than you said. The first answer took {first}, which is {answers} settled answers of {steady} each. Fetching took {fetch}, starting the software and the model {load}, and the first run {run}. A slower connection would make the start longer, while a slower processor stretches the settled answers as well, so that the ratio moves less than one might guess.',
    },
    usually:
      'The very first answer usually takes many times as long as a settled one, often hundreds of times. The files have to be fetched, the software has to be started with its model, and the first run of the model is slower than the others. All of that is paid only once, but somebody has to wait for it.',
    facts(evidence) {
      const first = figureOf(evidence, 0, 'start.edge.first-answer');
      const steady = figureOf(evidence, 0, 'start.edge.steady');
      return {
        ...factOf('first', 'duration', first),
        ...factOf('steady', 'duration', steady),
        ...factOf('answers', 'count', ratioOf(first, steady)),
        ...factOf('fetch', 'duration', figureOf(evidence, 0, 'start.edge.fetch')),
        ...factOf('load', 'duration', figureOf(evidence, 0, 'start.edge.load')),
        ...factOf('run', 'duration', figureOf(evidence, 0, 'start.edge.first-run')),
      };
    },
    reasons: {
      same: {
        sound: false,
        why: 'The sums are the same. What differs is everything that has to be in place before the first of them can be done.',
        misconception: 'the-model-is-all-the-time',
      },
      start: {
        sound: true,
        why: 'That is where the time goes, because whatever is done once has to be waited for once, and it is the first picture that waits.',
      },
      warm: {
        sound: false,
        why: 'The first run is slower than a settled one, that is true. It is still only one part of the start, beside fetching, starting the software and getting the model ready.',
      },
      fetch: {
        sound: false,
        why: 'The download is one part. The software must also be started and the model made ready, and that takes its time even when every file is already in the browser.',
      },
    },
    watch: [
      { leg: 0, figure: 'start.edge.first-answer', words: 'First answer', lane: 'edge' },
      { leg: 0, figure: 'start.edge.steady', words: 'Settled answer', lane: 'edge' },
    ],
    followUp: {
      question:
        'Most visitors of a museum’s page sort one picture and leave. How would you make their one answer come sooner?',
      choices: [
        {
          text: 'Let the server answer the first picture while the device gets its own model ready.',
          right: true,
          why: 'The server has been running all along, so nobody waits for a start. Visitors who stay are then served by their own device.',
        },
        {
          text: 'Put in a model whose settled answers take only half as long as they do now.',
          right: false,
          why: 'The settled answer is the smallest part of what they wait for. Halving it is lost in the start.',
        },
        {
          text: 'Collect the pictures and sort them in one go as soon as ten of them are there.',
          right: false,
          why: 'A visitor with one picture would wait for nine more, and the start would still come first.',
        },
      ],
    },
  },
  examples: [
    {
      name: 'a usual laptop, foreseen',
      evidence: [
        {
          'start.edge.first-answer': 522,
          'start.edge.fetch': 170,
          'start.edge.load': 329,
          'start.edge.first-run': 23,
          'start.edge.steady': 1.7,
        },
      ],
      prediction: { kind: 'ratio', ratio: 200 },
      reason: 'start',
      verdict: 'right',
      outcome: 'right',
    },
    {
      name: 'a usual laptop, taken for hardly any difference',
      evidence: [
        {
          'start.edge.first-answer': 522,
          'start.edge.fetch': 170,
          'start.edge.load': 329,
          'start.edge.first-run': 23,
          'start.edge.steady': 1.7,
        },
      ],
      prediction: { kind: 'ratio', ratio: 3 },
      reason: 'same',
      verdict: 'not',
      outcome: 'low',
    },
    {
      name: 'a weak phone on a slow line, guessed a little low',
      evidence: [
        {
          'start.edge.first-answer': 6400,
          'start.edge.fetch': 4100,
          'start.edge.load': 2150,
          'start.edge.first-run': 150,
          'start.edge.steady': 14,
        },
      ],
      prediction: { kind: 'ratio', ratio: 150 },
      reason: 'fetch',
      verdict: 'partly',
      outcome: 'low',
    },
    {
      name: 'a weak phone, thought far more lopsided than it is',
      evidence: [
        {
          'start.edge.first-answer': 2300,
          'start.edge.fetch': 600,
          'start.edge.load': 1580,
          'start.edge.first-run': 120,
          'start.edge.steady': 14,
        },
      ],
      prediction: { kind: 'ratio', ratio: 20_000 },
      reason: 'start',
      verdict: 'not',
      outcome: 'high',
    },
  ],
});

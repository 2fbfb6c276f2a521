import { figureOf } from '../evidence/evidence';
import { ratioOf } from '../evidence/reading';
import { defineExercise, factOf } from '../exercise';

export const exercise = defineExercise<'ratio'>({
  ask: {
    id: 'freshness',
    kind: 'ratio',
    level: 'apply',
    concepts: ['freshness', 'throughput'],
    minutes: 5,
    title: 'How old is what you hold?',
    goal: 'You will know how the time between two runs sets the age of the newest answer, and who pays for a fresh one.',
    prompt:
      'Readings arrive at sixty a second and are scored by a batch job. Whoever looks at the newest answer there is would like to know its age, which means the time since its reading was taken.\n\nAt first the job runs every four seconds, and afterwards every half second, over the same kind of stream.',
    question: 'How many times as old is the newest answer, on average, with a run every four seconds?',
    input: { least: 0.5, most: 50, above: 'age with a run every 4 s', below: 'age with a run every 0.5 s' },
    reasons: [
      { id: 'ages', text: 'Between two runs the newest answer only gets older, on average by half the interval.' },
      { id: 'answered', text: 'Both jobs answer every reading, so what they have in hand is equally new.' },
      { id: 'free', text: 'More runs give newer answers at the same price, as the readings are the same.' },
      { id: 'pile', text: 'A larger pile takes far longer to compute, and that is what makes answers old.' },
    ],
    legs: [
      {
        title: 'A run every four seconds',
        changes: { lanes: ['batch'], intervalMs: 4000, perSecond: 60, durationMs: 24_000 },
      },
      {
        title: 'A run every half second',
        changes: { lanes: ['batch'], intervalMs: 500, perSecond: 60, durationMs: 12_000 },
      },
    ],
  },
  key: {
    truth(evidence) {
      const ratio = ratioOf(figureOf(evidence, 0, 'batch.age'), figureOf(evidence, 1, 'batch.age'));
      return ratio && { ratio };
    },
    outcome: ({ verdict }, given, { ratio }) =>
      verdict === 'right' ? 'right' : given.ratio < ratio.low ? 'low' : 'high',
    outcomes: {
      right:
        'The newest answer was {ageSlow} old on average with a run every four seconds, and {ageFast} with one every half second: {times} times as old. Every answer ages until the next run replaces it, and the job itself takes a moment as well. Now look at the price of a thousand answers, which was {cpuSlow} of CPU time with {pileSlow} readings to a call and {cpuFast} with {pileFast}.',
      low: 'With a run every four seconds the newest answer was {times} times as old, {ageSlow} against {ageFast}. Nothing newer can appear between two runs, so whatever you hold simply ages, by half an interval on average, and the time of the job itself comes on top of that. As for the price, a thousand answers took {cpuSlow} of CPU time with few runs and {cpuFast} with many.',
      high: 'It was {times} times as old, {ageSlow} against {ageFast}. The interval is eight times as long, and the wait for a run follows it exactly. However, a job also needs time to start and to answer, and that part does not shrink together with the interval. As for the price, a thousand answers took {cpuSlow} of CPU time with few runs and {cpuFast} with many.',
    },
    usually:
      'The newest answer is usually several times as old with the rarer runs, though not quite as many times as the interval is longer. Every answer ages until the next run replaces it, and the job itself takes a moment as well. The rarer runs pay with age for what they save, since each of their calls holds more readings.',
    facts: (evidence) => ({
      ...factOf('ageSlow', 'duration', figureOf(evidence, 0, 'batch.age')),
      ...factOf('ageFast', 'duration', figureOf(evidence, 1, 'batch.age')),
      ...factOf('times', 'ratio', ratioOf(figureOf(evidence, 0, 'batch.age'), figureOf(evidence, 1, 'batch.age'))),
      ...factOf('cpuSlow', 'duration', figureOf(evidence, 0, 'batch.cpu')),
      ...factOf('cpuFast', 'duration', figureOf(evidence, 1, 'batch.cpu')),
      ...factOf('pileSlow', 'count', figureOf(evidence, 0, 'batch.batch-size')),
      ...factOf('pileFast', 'count', figureOf(evidence, 1, 'batch.batch-size')),
    }),
    reasons: {
      ages: {
        sound: true,
        why: 'An answer is at its freshest when the run ends, and then it has to last until the following one, so half an interval is the average.',
      },
      answered: {
        sound: false,
        why: 'Both do answer every reading in the end, and what differs is how far the newest of those answers lags behind the world.',
      },
      free: {
        sound: false,
        why: 'The readings are the same, but each run costs something before the first of them is touched, and eight times as many runs pay that eight times.',
        misconception: 'fresh-is-free',
      },
      pile: {
        sound: false,
        why: 'A larger pile does take longer, but with a model this small the difference is a fraction of a second, while whole seconds pass between the runs.',
      },
    },
    watch: [
      { leg: 0, figure: 'batch.age', words: 'Age, every four seconds', lane: 'batch' },
      { leg: 1, figure: 'batch.age', words: 'Age, every half second', lane: 'batch' },
    ],
    followUp: {
      question:
        'A weather service computes a forecast every six hours. Its users want one never older than two hours. What is the honest advice?',
      choices: [
        {
          text: 'Run it more often than every two hours, and budget for three times the fixed cost or more.',
          right: true,
          why: 'The age grows to a whole interval plus the time of the job, so the interval must be shorter than the limit, and every additional run has its price.',
        },
        {
          text: 'Buy a faster machine, so that the six-hourly run is over in half the time.',
          right: false,
          why: 'The run ends a little sooner, and then the forecast still ages for six hours.',
        },
        {
          text: 'Run it every four hours, because then the forecast is two hours old on average.',
          right: false,
          why: 'The average would be near two hours, but “never older” is about the worst moment, just before the next run, and by then it is four hours old.',
        },
      ],
    },
  },
  examples: [
    {
      name: 'a usual laptop',
      evidence: [
        { 'batch.age': 2080, 'batch.cpu': 24, 'batch.batch-size': 120 },
        { 'batch.age': 330, 'batch.cpu': 92, 'batch.batch-size': 30 },
      ],
      prediction: { kind: 'ratio', ratio: 8 },
      reason: 'ages',
      verdict: 'right',
      outcome: 'right',
    },
    {
      name: 'the same age expected, on a quick machine',
      evidence: [
        { 'batch.age': 2030, 'batch.cpu': 12, 'batch.batch-size': 120 },
        { 'batch.age': 285, 'batch.cpu': 40, 'batch.batch-size': 30 },
      ],
      prediction: { kind: 'ratio', ratio: 1 },
      reason: 'answered',
      verdict: 'not',
      outcome: 'low',
    },
    {
      name: 'a weak phone far from its server',
      evidence: [
        { 'batch.age': 2400, 'batch.cpu': 60, 'batch.batch-size': 120 },
        { 'batch.age': 610, 'batch.cpu': 140, 'batch.batch-size': 30 },
      ],
      prediction: { kind: 'ratio', ratio: 9 },
      reason: 'pile',
      verdict: 'partly',
      outcome: 'high',
    },
    {
      name: 'two taken for enough',
      evidence: [
        { 'batch.age': 2080, 'batch.cpu': 24, 'batch.batch-size': 120 },
        { 'batch.age': 330, 'batch.cpu': 92, 'batch.batch-size': 30 },
      ],
      prediction: { kind: 'ratio', ratio: 2 },
      reason: 'free',
      verdict: 'partly',
      outcome: 'low',
    },
  ],
});

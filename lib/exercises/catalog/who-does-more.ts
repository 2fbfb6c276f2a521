import { figureOf } from '../evidence/evidence';
import { type Reading, ratioOf } from '../evidence/reading';
import { defineExercise, factOf } from '../exercise';

const ONE: Reading = { value: 1, low: 1, high: 1 };
/** Seconds of computing for an answer: the fewer, the more answers a second gives. */
const secondsOf = (rate: Reading | null) => ratioOf(ONE, rate);

export const exercise = defineExercise<'order'>({
  ask: {
    id: 'who-does-more',
    kind: 'order',
    level: 'apply',
    concepts: ['throughput', 'cost'],
    minutes: 4,
    title: 'Who does more with a second of work?',
    goal: 'You will know which lane gets the most answers out of the model, and what pays for it.',
    prompt:
      'The same stream of digits goes through all three lanes, sixty of them every second. All lanes answer all of them, so the question is how long the model has to work for that.\n\nThe batch lane runs every two seconds, the online lane answers each request as it comes, and the edge lane works in this browser. In each of them the time in which the model computes is measured, and where several threads compute side by side, the time of each counts. So all three are counted alike. Requests, waiting and bookkeeping are left out.',
    question: 'Which lane gets the most answers out of a second in which its model computes?',
    input: {
      items: [
        { id: 'edge', text: 'Edge', lane: 'edge' },
        { id: 'batch', text: 'Batch', lane: 'batch' },
        { id: 'online', text: 'Online', lane: 'online' },
      ],
      first: 'most answers',
      last: 'fewest answers',
    },
    reasons: [
      { id: 'shared', text: 'Whoever takes many at a time shares what each call of the model costs among them.' },
      { id: 'soonest', text: 'Whoever answers soonest has the most done in a second.' },
      { id: 'slow', text: 'Batch is the slowest to answer, so it must be the one that works hardest for it.' },
      { id: 'same', text: 'It is the same model on the same digits, so the work is the same everywhere.' },
    ],
    legs: [{ title: 'Three lanes, the same arrivals', changes: { perSecond: 60, count: 900 } }],
    needs: 'All three lanes have to compute something for this. Let each lane come to its end.',
  },
  key: {
    truth(evidence) {
      const batch = secondsOf(figureOf(evidence, 0, 'batch.compute-rate'));
      const online = secondsOf(figureOf(evidence, 0, 'online.compute-rate'));
      const edge = secondsOf(figureOf(evidence, 0, 'edge.compute-rate'));
      return batch && online && edge ? { by: { batch, online, edge } } : null;
    },
    outcome({ verdict, parts }, _, { by: { batch, online, edge } }) {
      if (!batch || !online || !edge || batch.value >= Math.min(online.value, edge.value)) return 'other';
      if (verdict === 'right') return 'right';
      return parts.batch ? 'pair' : 'batch';
    },
    outcomes: {
      right:
        'A second of computing gave {batch} answers in batch, {online} online and {edge} at the edge. Batch took {pile} digits at a time on average, so that everything that goes with a call was shared among so many, while the other two go through it for nearly every digit. The thrift is paid for with time, for half of the batch answers took {batchMedian} or longer.',
      pair: 'You were right to put batch first: taking {pile} digits at a time on average, it gave {batch} answers from a second of computing. The other two are the other way round, with {online} online and {edge} at the edge. Both call the model for nearly every digit. What differs is the runtime, which is a native program on the server and WebAssembly in the browser, and the processor under it.',
      batch:
        'A second of computing gave {batch} answers in batch, {online} online and {edge} at the edge. The batch lane does answer late, with a median of {batchMedian}, but being late is not hard work, since nothing is computed while a digit waits for its run. Afterwards it works through whatever has come, {pile} digits to a call on average, and these share the cost of the call.',
      other:
        'In this run a second of computing gave {batch} answers in batch, {online} online and {edge} at the edge. Usually batch comes first, because many digits share what a call costs. With {pile} of them to a call, however, a stronger processor elsewhere can outweigh that, and other work on the machine can hide it. The median of batch was {batchMedian}.',
    },
    usually:
      'Batch usually gets the most answers out of a second of computing. A batch shares everything that goes with a call of the model among many digits, while the other two go through it for nearly every digit. Which of these two comes second depends on the processors and on the runtime. The thrift is paid for with time, since most digits wait for the run.',
    facts(evidence) {
      const pile = figureOf(evidence, 0, 'batch.batch-size');
      const median = figureOf(evidence, 0, 'batch.median');
      return {
        ...factOf('batch', 'count', figureOf(evidence, 0, 'batch.compute-rate')),
        ...factOf('online', 'count', figureOf(evidence, 0, 'online.compute-rate')),
        ...factOf('edge', 'count', figureOf(evidence, 0, 'edge.compute-rate')),
        ...(pile && { pile: { unit: 'count', value: Math.round(pile.value) } }),
        ...(median && { batchMedian: { unit: 'duration', value: median.value } }),
      };
    },
    reasons: {
      shared: {
        sound: true,
        why: 'Every call has a cost of its own besides the digits in it, and in a pile each digit carries only a small part of that.',
      },
      soonest: {
        sound: false,
        why: 'Being soon and being thrifty are two things: one digit at a time is soon, but each of them pays for a whole call.',
        misconception: 'throughput-is-one-over-latency',
      },
      slow: {
        sound: false,
        why: 'Batch is late because it waits for its run, and while it is waiting its model computes nothing.',
        misconception: 'batch-is-slow-online',
      },
      same: {
        sound: false,
        why: 'The sums are the same, but each call of a model has a cost of its own as well, for a small model most of it. One runtime and one processor are also quicker at them than another.',
        misconception: 'the-model-is-all-the-time',
      },
    },
    watch: [
      { leg: 0, figure: 'batch.compute-rate', words: 'Batch, for a second of computing', lane: 'batch' },
      { leg: 0, figure: 'online.compute-rate', words: 'Online, for a second of computing', lane: 'online' },
      { leg: 0, figure: 'edge.compute-rate', words: 'Edge, for a second of computing', lane: 'edge' },
    ],
    followUp: {
      question:
        'A sawmill takes in one log a minute and needs its grade before the next one. Would batch be the thriftier lane here?',
      choices: [
        {
          text: 'Hardly, because a pile of one has nobody to share its cost with.',
          right: true,
          why: 'The thrift is in the pile, and where items are few and urgent no pile can form, while a job for each log has a start to pay as well.',
        },
        {
          text: 'Yes, because batch gets more out of a second of computing than the others.',
          right: false,
          why: 'That was so with many digits to a call, and it is not a property of batch as such.',
        },
        {
          text: 'Yes, if each run is made to wait until a hundred logs have come together.',
          right: false,
          why: 'Then there is a pile, but the first log has waited more than an hour and a half for a grade that was due within a minute.',
        },
      ],
    },
  },
  examples: [
    {
      name: 'a usual laptop',
      evidence: [
        {
          'batch.compute-rate': { value: 26_000, low: 22_000, high: 31_000 },
          'online.compute-rate': { value: 4300, low: 4000, high: 4600 },
          'edge.compute-rate': { value: 2100, low: 2000, high: 2200 },
          'batch.batch-size': 110,
          'batch.median': 1080,
        },
      ],
      prediction: { kind: 'order', order: ['batch', 'online', 'edge'] },
      reason: 'shared',
      verdict: 'right',
      outcome: 'right',
    },
    {
      name: 'a new laptop beside an old server, expected the other way round',
      evidence: [
        {
          'batch.compute-rate': 14_000,
          'online.compute-rate': 1900,
          'edge.compute-rate': 3800,
          'batch.batch-size': 112,
          'batch.median': 1160,
        },
      ],
      prediction: { kind: 'order', order: ['batch', 'online', 'edge'] },
      reason: 'shared',
      verdict: 'partly',
      outcome: 'pair',
    },
    {
      name: 'the latest taken for the hardest worker',
      evidence: [
        {
          'batch.compute-rate': 26_000,
          'online.compute-rate': 4300,
          'edge.compute-rate': 2100,
          'batch.batch-size': 110,
          'batch.median': 1080,
        },
      ],
      prediction: { kind: 'order', order: ['edge', 'online', 'batch'] },
      reason: 'slow',
      verdict: 'not',
      outcome: 'batch',
    },
    {
      name: 'a strong device beside a slow server',
      evidence: [
        {
          'batch.compute-rate': 5200,
          'online.compute-rate': 900,
          'edge.compute-rate': 9400,
          'batch.batch-size': 108,
          'batch.median': 1110,
        },
      ],
      prediction: { kind: 'order', order: ['batch', 'online', 'edge'] },
      reason: 'shared',
      verdict: 'partly',
      outcome: 'other',
    },
  ],
});

import { PLAIN_FACTOR } from '../../measure/rules';
import { type Evidence, figureOf } from '../evidence/evidence';
import { ratioOf } from '../evidence/reading';
import { defineExercise, factOf } from '../exercise';

const times = (evidence: Evidence) =>
  ratioOf(figureOf(evidence, 0, 'online.joules'), figureOf(evidence, 0, 'batch.joules'));

export const exercise = defineExercise<'ratio'>({
  ask: {
    id: 'energy',
    kind: 'ratio',
    level: 'analyse',
    concepts: ['cost', 'throughput'],
    minutes: 5,
    title: 'A thousand answers by the joule',
    goal: 'You will know what an answer costs in energy, what is estimated about it, and what is left out.',
    prompt:
      'A joule is what a lamp of one watt uses in a second. Here the energy of a thousand answers is estimated for the two lanes on the server. Their own work is measured: the CPU time of the server, of the batch worker and of the database, less what these spend anyway. It is multiplied by the watts that a busy core is assumed to draw, 3.5 with some more for the data centre around it.\n\nThe same digits go through both lanes, fifty in a second. The batch lane runs every two seconds. The network and all the time in which machines stand idle are left out. The edge does not take part: in a browser no CPU time can be read, so its figure is of another kind.',
    question: 'How many times as much energy do a thousand answers take online as in batch?',
    input: { least: 0.01, most: 1000, above: 'Online’s joules', below: 'Batch’s joules' },
    reasons: [
      { id: 'around', text: 'Around each answer there is work besides the model, and a pile has less of it.' },
      { id: 'late', text: 'Batch answers a second later, and a lane that is busy for longer uses more.' },
      { id: 'pile', text: 'Batch computes a hundred answers at once, and so much work takes the most energy.' },
      { id: 'model', text: 'The model does the same sums in both, so they must come out equal.' },
    ],
    legs: [
      {
        title: 'Two lanes, and what the processors did for each',
        changes: { count: 600, perSecond: 50, seed: 12, lanes: ['batch', 'online'] },
      },
    ],
    needs: 'The CPU time of both lanes has to be measured for this. Let each lane come to its end.',
  },
  key: {
    truth(evidence) {
      const ratio = times(evidence);
      return ratio && { ratio };
    },
    outcome({ verdict }, given, { ratio }) {
      if (ratio.value < 1 / PLAIN_FACTOR) return 'dearer';
      if (ratio.value < PLAIN_FACTOR) return 'little';
      if (verdict === 'right') return 'right';
      if (given.ratio > ratio.value) return 'high';
      return given.ratio < 1 ? 'reversed' : 'low';
    },
    outcomes: {
      right:
        'You were near it. A thousand answers took about {online} online and {batch} in batch, {times} times as much. The sums of the model are the same in both. What differs is the work around them, since a pile is packed and handed over once, whereas a single request has to be received, read and answered by itself. The measured part is the time of the processors, and the watts are assumed.',
      low: 'Batch saves more than you said: {online} online and {batch} in batch for a thousand answers, {times} times as much. The model is the smaller part of what a request costs. Each one is received, read, handed to the model and answered, and a pile goes through all of that once. A server that hears only fifty requests in a second also has to be woken for nearly every one of them.',
      reversed:
        'It is the other way about. A thousand answers took about {batch} in batch and {online} online, {times} times as much. A job that works off a pile looks like a great effort, but it is a short one, and while it waits for its run it uses next to nothing. What counts is how long processors are busy for each answer.',
      high: 'Batch saves less than you said: {online} online and {batch} in batch for a thousand answers, {times} times as much. A pile saves work around the model, and not the model itself. It has work of its own besides, since a job is written down in a database, taken by a worker and written down again when it is done.',
      little:
        'On this machine the two were much alike: {online} online and {batch} in batch for a thousand answers, {times} times as much. A pile saves a request for each answer, but a job is written down in a database, taken by a worker and written down again. With a hundred answers to a job the one can weigh as much as the other. Larger piles would tip the balance.',
      dearer:
        'Here batch took more: {batch} for a thousand answers against {online} online, so online took {times} times as much. A job is written down in a database, taken by a worker and written down again when it is done. With so few answers to a job this can weigh more than the requests it saves. Other users of the server may also have blurred the figure.',
    },
    usually:
      'Batch usually takes somewhat less for a thousand answers. The sums of the model are the same in both lanes. What differs is the work around them, since a pile is packed and handed over once, whereas a single request has to be received, read and answered by itself. But a job is also written down in a database, which takes back a part of what it saves.',
    facts: (evidence) => ({
      ...factOf('batch', 'joules', figureOf(evidence, 0, 'batch.joules')),
      ...factOf('online', 'joules', figureOf(evidence, 0, 'online.joules')),
      ...factOf('times', 'ratio', times(evidence)),
    }),
    reasons: {
      around: {
        sound: true,
        why: 'Yes. For a small model the work around it outweighs the model, and whoever does it once for many answers saves much of it.',
      },
      late: {
        sound: false,
        why: 'Batch answers late because it waits for its run, and waiting is not work. Its processors are busy for a moment in every two seconds.',
        misconception: 'batch-is-slow-online',
      },
      pile: {
        sound: false,
        why: 'Both lanes give the same number of answers. A large job takes more energy than a single request, and less than the hundred requests it stands for.',
        misconception: 'batch-is-slow-online',
      },
      model: {
        sound: false,
        why: 'The model’s own sums are the same, but here they are the smaller part. The way to them and back is what the lanes do differently.',
        misconception: 'the-model-is-all-the-time',
      },
    },
    watch: [
      { leg: 0, figure: 'online.joules', words: 'Online, for a thousand', lane: 'online' },
      { leg: 0, figure: 'batch.joules', words: 'Batch, for a thousand', lane: 'batch' },
    ],
    followUp: {
      question:
        'A server draws 60 watts when it is idle and 100 when it is busy. It answers one request a minute and works on each for 10 ms. Where does nearly all of its energy go?',
      choices: [
        {
          text: 'Into waiting: it stands ready for sixty seconds to work for a hundredth of one.',
          right: true,
          why: 'At 60 watts a minute of waiting takes 3,600 joules, and 10 ms at 100 watts take 1. An estimate that counts only busy time leaves out the 3,600.',
        },
        {
          text: 'Into the model: at 100 watts the work draws far more than waiting does at 60.',
          right: false,
          why: 'It draws more power, but only for a hundredth of a second. Energy is power multiplied by time, and the waiting has all the time.',
        },
        {
          text: 'Into neither: a server without requests uses no energy that is worth counting.',
          right: false,
          why: 'It draws 60 watts whether anybody asks or not. Over a day that comes to more than five million joules.',
        },
      ],
    },
  },
  examples: [
    {
      name: 'a usual laptop, foreseen',
      evidence: [{ 'batch.joules': 2.6, 'online.joules': 4.7 }],
      prediction: { kind: 'ratio', ratio: 2 },
      reason: 'around',
      verdict: 'right',
      outcome: 'right',
    },
    {
      name: 'the pile taken for the most',
      evidence: [{ 'batch.joules': 2.6, 'online.joules': 4.7 }],
      prediction: { kind: 'ratio', ratio: 0.1 },
      reason: 'pile',
      verdict: 'not',
      outcome: 'reversed',
    },
    {
      name: 'a server that wakes slowly for each request, and no gain expected',
      evidence: [{ 'batch.joules': 1.4, 'online.joules': 9.8 }],
      prediction: { kind: 'ratio', ratio: 1 },
      reason: 'model',
      verdict: 'not',
      outcome: 'low',
    },
    {
      name: 'as much saved as in the model alone',
      evidence: [{ 'batch.joules': 2.6, 'online.joules': 4.2 }],
      prediction: { kind: 'ratio', ratio: 100 },
      reason: 'around',
      verdict: 'not',
      outcome: 'high',
    },
    {
      name: 'a machine on which the books of a job cost what its pile saves',
      evidence: [{ 'batch.joules': 3.9, 'online.joules': 4.3 }],
      prediction: { kind: 'ratio', ratio: 30 },
      reason: 'around',
      verdict: 'not',
      outcome: 'little',
    },
    {
      name: 'a slow disk under the database',
      evidence: [{ 'batch.joules': 9.6, 'online.joules': 4.4 }],
      prediction: { kind: 'ratio', ratio: 3 },
      reason: 'around',
      verdict: 'not',
      outcome: 'dearer',
    },
  ],
});

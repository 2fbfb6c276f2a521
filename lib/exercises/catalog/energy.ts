import { figureOf } from '../evidence/evidence';
import { defineExercise, factOf } from '../exercise';
import { isTold } from '../grading/grade-order';
import type { Truth } from '../grading/truth';

/** Whether batch takes less than both others, beyond what one run leaves open. */
function isBatchLeast({ by }: Truth<'order'>): boolean {
  const { batch, online, edge } = by;
  if (!batch || !online || !edge) return false;
  return [online, edge].every((other) => isTold(batch, other) && batch.value < other.value);
}

export const exercise = defineExercise<'order'>({
  ask: {
    id: 'energy',
    kind: 'order',
    level: 'analyse',
    concepts: ['cost', 'throughput'],
    minutes: 5,
    title: 'A thousand answers by the joule',
    goal: 'You will know what an answer costs in energy, what is estimated about it, and what is left out.',
    prompt:
      'A joule is what a lamp of one watt uses in a second. Here the energy of a thousand answers is estimated for each lane: the time for which processors were at work is measured, and it is multiplied by the watts that a busy core is assumed to draw. A core of the server counts 3.5 watts, with some more for the data centre around it, and a core of your device counts 5.\n\nThe same digits go through all three lanes. The batch lane runs every two seconds. Only computing is counted, so the network and all the time in which machines stand idle are left out.',
    question: 'Which lane takes the least energy for a thousand answers, and which the most?',
    input: {
      items: [
        { id: 'edge', text: 'Edge', lane: 'edge' },
        { id: 'online', text: 'Online', lane: 'online' },
        { id: 'batch', text: 'Batch', lane: 'batch' },
      ],
      first: 'least energy',
      last: 'most energy',
    },
    reasons: [
      { id: 'device', text: 'A small device draws less power than a server, so it is bound to use the least.' },
      { id: 'around', text: 'Around each answer there is work besides the model, and a pile has the least of it.' },
      { id: 'pile', text: 'Batch computes hundreds of answers at once, and so much work takes the most energy.' },
      { id: 'same', text: 'The model does the same sums everywhere, so all three must come out about equal.' },
    ],
    legs: [{ title: 'Three lanes, and what their processors did', changes: { count: 600, perSecond: 50, seed: 12 } }],
  },
  key: {
    truth(evidence) {
      const batch = figureOf(evidence, 0, 'batch.joules');
      const online = figureOf(evidence, 0, 'online.joules');
      const edge = figureOf(evidence, 0, 'edge.joules');
      return batch && online && edge ? { by: { batch, online, edge } } : null;
    },
    outcome({ verdict, parts }, _given, truth) {
      if (!isBatchLeast(truth)) return 'other';
      if (verdict === 'right') return 'right';
      return parts.batch ? 'pair' : 'batch';
    },
    outcomes: {
      right:
        'Your order stands. A thousand answers took about {batch} in batch, {online} online and {edge} at the edge. The sums of the model are the same in each. What differs is the work around them, since a pile is packed and handed over once, whereas a single request has to be received, read and answered by itself. The measured part is the time of the processors, and the watts are assumed.',
      batch:
        'Batch took the least, at about {batch} for a thousand answers, with {online} online and {edge} at the edge. A job that works off a pile looks like a great effort, but it is a short one: the work around a call is done once for a whole pile. What counts is how long processors are busy for each answer, and in batch that is very little.',
      pair: 'You saw that batch takes the least, at about {batch} for a thousand answers. The other two stand the wrong way round: {online} online and {edge} at the edge. Online, each request has to be received, read and answered, and at the edge each picture is handed to a worker on a core that is assumed to draw more. Which of the two costs more depends on the server and on the device.',
      other:
        'On these machines batch did not stand out as the lane with the least: about {batch} for a thousand answers, with {online} online and {edge} at the edge. Usually a pile saves most of the work around the model, and so most of the energy for a model as small as this. Other programs may have been at work meanwhile, and the watts are assumed, so small differences should not be believed.',
    },
    usually:
      'Batch usually takes the least for a thousand answers. The sums of the model are the same in each lane. What differs is the work around them, since a pile is packed and handed over once, whereas a single request has to be received, read and answered by itself. Which of the other two takes more depends on the device and the server.',
    facts: (evidence) => ({
      ...factOf('batch', 'joules', figureOf(evidence, 0, 'batch.joules')),
      ...factOf('online', 'joules', figureOf(evidence, 0, 'online.joules')),
      ...factOf('edge', 'joules', figureOf(evidence, 0, 'edge.joules')),
    }),
    reasons: {
      device: {
        sound: false,
        why: 'Energy is power multiplied by time. A device may draw less than a whole server, but the server spreads its power over many answers and needs little time for each.',
      },
      around: {
        sound: true,
        why: 'Yes. For a small model the work around it outweighs the model, and whoever does it once for many answers saves nearly all of it.',
      },
      pile: {
        sound: false,
        why: 'All lanes give the same number of answers. A large job takes more energy than a single request, and less than the hundreds of requests it stands for.',
        misconception: 'batch-is-slow-online',
      },
      same: {
        sound: false,
        why: 'The model’s own sums are the same, but here they are the smaller part. The way to them and back is what the lanes do differently.',
        misconception: 'the-model-is-all-the-time',
      },
    },
    watch: [
      { leg: 0, figure: 'batch.joules', words: 'Batch, for a thousand', lane: 'batch' },
      { leg: 0, figure: 'online.joules', words: 'Online, for a thousand', lane: 'online' },
      { leg: 0, figure: 'edge.joules', words: 'Edge, for a thousand', lane: 'edge' },
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
      evidence: [{ 'batch.joules': 0.2, 'edge.joules': 1.6, 'online.joules': 6.2 }],
      prediction: { kind: 'order', order: ['batch', 'edge', 'online'] },
      reason: 'around',
      verdict: 'right',
      outcome: 'right',
    },
    {
      name: 'the pile taken for the most',
      evidence: [{ 'batch.joules': 0.2, 'edge.joules': 1.6, 'online.joules': 6.2 }],
      prediction: { kind: 'order', order: ['online', 'edge', 'batch'] },
      reason: 'pile',
      verdict: 'not',
      outcome: 'batch',
    },
    {
      name: 'a weak phone that is dearer than the server, taken for cheaper',
      evidence: [{ 'batch.joules': 0.2, 'edge.joules': 14, 'online.joules': 6.2 }],
      prediction: { kind: 'order', order: ['batch', 'edge', 'online'] },
      reason: 'device',
      verdict: 'partly',
      outcome: 'pair',
    },
    {
      name: 'a batch process that was disturbed',
      evidence: [{ 'batch.joules': 7, 'edge.joules': 1.6, 'online.joules': 6.2 }],
      prediction: { kind: 'order', order: ['batch', 'edge', 'online'] },
      reason: 'around',
      verdict: 'partly',
      outcome: 'other',
    },
  ],
});

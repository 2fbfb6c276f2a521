import { figureOf } from '../evidence/evidence';
import { defineExercise, factOf } from '../exercise';

/** Enough answers for a p99 at any rate, and a heavy model: what sends the load has little to do beside it. */
const SERVER = { modelId: 'clothing', versionId: 'big-fp32', lanes: ['online'], generator: 'server' } as const;
/** A second. At the least a try takes 25 s; at the most it is still long enough for a line beyond the limit. */
const RATES = { least: 40, most: 2000 } as const;

export const exercise = defineExercise<'load'>({
  ask: {
    id: 'capacity-limit',
    kind: 'load',
    level: 'analyse',
    concepts: ['queues', 'throughput'],
    minutes: 8,
    title: 'How much can this server take?',
    goal: 'You will be able to state what a server can take: a rate, together with a promise about its slowest answers.',
    prompt:
      'A shop sorts photos of clothing on a server, with the largest of our clothing models. The promise to its customers: 99 answers in 100 come within 100 milliseconds.\n\nFirst you see how long one photo takes with nobody else about. Then you choose how many arrive a second, at random moments, and look for the highest rate that keeps the promise. The load is made on the server, so your own connection plays no part.',
    question: 'How many photos a second can arrive before the promise is broken?',
    input: RATES,
    reasons: [
      { id: 'inverse', text: 'One divided by the time of a single answer is what a server can do.' },
      { id: 'tail', text: 'Photos come in clusters, and the slowest answers count, so some room must stay free.' },
      { id: 'average', text: 'As long as the average answer is well under the limit, more can be sent.' },
    ],
    legs: [
      { title: 'One photo after another', changes: { ...SERVER, loop: 'closed', users: 1, count: 200 } },
      {
        title: 'Find the highest rate that keeps the promise',
        changes: { ...SERVER, count: 1000 },
        search: { figure: 'online.p99', limit: 100, ...RATES, tries: 8 },
        // What a rate above the limit brings about.
        onPurpose: ['unstable', 'failures', 'generator-late', 'too-short'],
      },
    ],
    needs:
      'At every rate you tried, 1 answer in 100 or more took longer than 100 milliseconds. Try a lower rate, or wait until the server has less to do.',
  },
  key: {
    truth(evidence) {
      const best = figureOf(evidence, 1, 'load.best');
      return best && { best };
    },
    outcome: ({ verdict }, { perSecond }, { best }) =>
      verdict === 'right' ? 'right' : perSecond > best.high ? 'high' : 'low',
    outcomes: {
      right:
        'You found {best} photos a second, and your guess was near. One photo after another took {alone} each, which would make {flat} a second. The two figures need not agree. A server has several workers and can put photos together, which raises the rate; keeping the slowest answers within the limit leaves part of it unused.',
      high: 'The promise held up to {best} photos a second, which is less than you thought. One after another, a photo took {alone}, or {flat} a second. Photos that come at random come in clusters. In a cluster each waits for those before it, and the last of them decide: it is the slowest 1 in 100 that breaks the promise, long before the average is anywhere near it.',
      low: 'This server took {best} photos a second and still kept the promise, more than you thought. A single photo took {alone}, or {flat} a second one after another. A server need not do one after another. It has several workers, and takes whatever waits together as one batch. That buys rate, as long as the slowest answers stay within the limit.',
    },
    facts(evidence) {
      const alone = figureOf(evidence, 0, 'online.median');
      return {
        ...factOf('best', 'rate', figureOf(evidence, 1, 'load.best')),
        ...factOf('alone', 'duration', alone),
        ...(alone && alone.value > 0 && { flat: { unit: 'rate', value: 1000 / alone.value } }),
      };
    },
    reasons: {
      inverse: {
        sound: false,
        why: 'That holds for one worker that is never idle and customers who never come two at a time. Several workers and batches can do more, and a limit for the slowest answers allows less.',
        misconception: 'throughput-is-one-over-latency',
      },
      tail: {
        sound: true,
        why: 'Yes. Capacity is the highest rate at which a promise about the slowest answers still holds, and the free room is what absorbs the clusters.',
      },
      average: {
        sound: false,
        why: 'The average is still comfortable when one answer in a hundred is already far over the limit. The promise is about that one.',
        misconception: 'the-average-says-it-all',
      },
    },
    watch: [
      { leg: 1, figure: 'online.p99', words: '99 in 100', lane: 'online' },
      { leg: 1, figure: 'online.median', words: 'Half', lane: 'online' },
    ],
    followUp: {
      question:
        'The shop tightens its promise: 99 in 100 within 25 milliseconds. Nothing else changes. What does the server take now?',
      choices: [
        {
          text: 'Fewer photos a second, since less waiting is allowed and more room must stay free.',
          right: true,
          why: 'A tighter limit allows a shorter line. To keep it short the server has to be less full.',
        },
        {
          text: 'As many as before, since neither the server nor the model has become slower.',
          right: false,
          why: 'Capacity belongs to a server and a promise together. The machine is the same, and the promise is harder to keep.',
        },
        {
          text: 'A quarter of the rate, since the limit is a quarter of what it used to be.',
          right: false,
          why: 'It goes down, but not in step. Waiting grows slowly at first and steeply near the end, so the two are not in proportion.',
        },
      ],
    },
  },
  examples: [
    {
      name: 'a server with two cores',
      evidence: [{ 'online.median': 3.1 }, { 'load.best': { value: 260, low: 260, high: 310 } }],
      prediction: { kind: 'load', perSecond: 200 },
      reason: 'tail',
      verdict: 'right',
      outcome: 'right',
    },
    {
      name: 'a server with two cores, taken for far stronger',
      evidence: [{ 'online.median': 3.1 }, { 'load.best': { value: 260, low: 260, high: 310 } }],
      prediction: { kind: 'load', perSecond: 1800 },
      reason: 'average',
      verdict: 'not',
      outcome: 'high',
    },
    {
      name: 'a strong server',
      evidence: [{ 'online.median': 2.2 }, { 'load.best': { value: 1400, low: 1400, high: 1600 } }],
      prediction: { kind: 'load', perSecond: 450 },
      reason: 'inverse',
      verdict: 'partly',
      outcome: 'low',
    },
    {
      name: 'a weak server that does other things as well',
      evidence: [{ 'online.median': 31 }, { 'load.best': { value: 45, low: 45, high: 60 } }],
      prediction: { kind: 'load', perSecond: 80 },
      reason: 'tail',
      verdict: 'right',
      outcome: 'right',
    },
  ],
});

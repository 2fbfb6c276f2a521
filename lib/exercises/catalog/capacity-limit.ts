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
      'A shop sorts photos of clothing on a server, with the largest of our clothing models. The promise to its customers: 99 answers in 100 come within 100 milliseconds.\n\nA single photo usually takes a server some milliseconds, and first you see how long it takes this one when nobody else is about. Then you decide how many arrive every second, at random moments, and look for the highest rate at which the promise is still kept. Since the load is generated on the server itself, your own connection plays no part.',
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
        onPurpose: ['unstable', 'failures', 'generator-late', 'too-short', 'cut-short'],
      },
    ],
    needs: 'The search needs a rate that keeps the promise and a higher one that breaks it. Try rates further apart.',
  },
  key: {
    truth(evidence) {
      const best = figureOf(evidence, 1, 'load.best');
      return best && { best };
    },
    outcome({ verdict }, { perSecond }, { best }) {
      // A search that found one side only ends at the end of its range.
      if (best.high <= RATES.least) return 'none';
      if (best.low >= RATES.most) return 'beyond';
      return verdict === 'right' ? 'right' : perSecond > best.high ? 'high' : 'low';
    },
    outcomes: {
      right:
        'You found a rate of {best} a second, and your guess was near. One photo after another took {alone} each, which would make {flat} a second. There is no reason why the two figures should agree. A server may have several workers, which raises the rate, while keeping even the slowest answers within the limit means leaving part of it unused.',
      high: 'The promise was kept up to {best} a second, which is less than you thought. One after another, a photo took {alone}, which would make {flat}. Photos that come at random come in clusters, and in a cluster each has to wait for those before it. The promise is broken by the slowest 1 in 100, and that happens while the average is still comfortable.',
      low: 'This server was given {best} photos a second and still kept its promise, which is more than you thought. A photo on its own took {alone}, and one after another that would make {flat}. If the rate you found lies above that, workers shared the load. If it lies below, the difference is the room that a promise about the slowest answers needs. No single answer could have told you which.',
      none: 'The promise was broken even at {best} photos a second, the lowest rate of the search. A photo on its own took {alone}, so the server is either too weak for this model or has too much else to do at the moment. Its capacity under this promise lies below anything you could try. A looser limit, a smaller model or a quieter hour would each give it a capacity that can be found.',
      beyond:
        'The promise was kept even at {best} photos a second, the highest rate that the search allows, so the capacity of this server lies there or above. A photo on its own took {alone}, which would make {flat} a second one after another. Several workers that share the load raise what a server can take. A heavier model or a tighter limit would bring its capacity into view.',
    },
    usually:
      'The highest rate is different on every server, and it does not follow from the time that one photo takes on its own. A server may have several workers, which raises the rate. Keeping even the slowest answers within the limit means leaving part of it unused, which lowers the rate again.',
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
        why: 'That is true of a single worker that is never idle and of customers who never arrive two at a time. Several workers can do more, and a limit for the slowest answers allows less.',
        misconception: 'throughput-is-one-over-latency',
      },
      tail: {
        sound: true,
        why: 'Capacity is the highest rate at which a promise about the slowest answers still holds, and it is the free room that absorbs the clusters.',
      },
      average: {
        sound: false,
        why: 'The average can be comfortable when one answer in a hundred is already far beyond the limit, and the promise is about that one.',
        misconception: 'the-average-says-it-all',
      },
    },
    watch: [
      { leg: 0, figure: 'online.median', words: 'A photo on its own', lane: 'online' },
      { leg: 1, figure: 'load.best', words: 'The highest rate within the promise', lane: 'online' },
    ],
    followUp: {
      question:
        'The shop tightens its promise: 99 in 100 within 25 milliseconds. Nothing else changes. What does the server take now?',
      choices: [
        {
          text: 'Fewer photos a second, since less waiting is allowed and more room must stay free.',
          right: true,
          why: 'A tighter limit allows only a shorter line, and for the line to stay short the server has to be less full.',
        },
        {
          text: 'As many as before, since neither the server nor the model has become slower.',
          right: false,
          why: 'Capacity belongs to a server together with a promise. The machine is the same, but the promise has become harder to keep.',
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
      name: 'a server that cannot keep the promise at all',
      evidence: [{ 'online.median': 120 }, { 'load.best': { value: 40, low: 40, high: 40 } }],
      prediction: { kind: 'load', perSecond: 400 },
      reason: 'tail',
      verdict: 'not',
      outcome: 'none',
    },
    {
      name: 'a very strong server',
      evidence: [{ 'online.median': 1.4 }, { 'load.best': { value: 2000, low: 2000, high: 2000 } }],
      prediction: { kind: 'load', perSecond: 1200 },
      reason: 'tail',
      verdict: 'right',
      outcome: 'beyond',
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

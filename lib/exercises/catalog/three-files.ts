import { figureOf } from '../evidence/evidence';
import { defineExercise, factOf } from '../exercise';
import { isTold } from '../grading/grade-order';
import type { Truth } from '../grading/truth';

/** Whether the dynamic version is slower than both others beyond what one run leaves open. */
function isDynamicSlowest({ by }: Truth<'order'>): boolean {
  const { full, fixed, dynamic } = by;
  if (!full || !fixed || !dynamic) return false;
  return [full, fixed].every((other) => isTold(other, dynamic) && other.value < dynamic.value);
}

export const exercise = defineExercise<'order'>({
  ask: {
    id: 'three-files',
    kind: 'order',
    level: 'analyse',
    concepts: ['small-models', 'device'],
    minutes: 5,
    title: 'Three files, three speeds',
    goal: 'You will know what to look at when you compare versions of a model.',
    prompt:
      'Here are three versions of one clothing model. The first has weights of 32 bits, and its file takes 3.4 MB, while the other two have weights of 8 bits and take a little under 0.9 MB each.\n\nThese two differ in one point. In the static version, the scales of all numbers that pass between the layers were fixed when it was made. The dynamic version looks at these numbers in every run and works their scales out anew.',
    question: 'Which of the three gets through one picture quickest in this browser, and which takes longest?',
    input: {
      items: [
        { id: 'dynamic', text: '8 bits, dynamic (873 kB)' },
        { id: 'full', text: '32 bits, full precision (3.4 MB)' },
        { id: 'fixed', text: '8 bits, static (889 kB)' },
      ],
      first: 'quickest',
      last: 'takes longest',
    },
    reasons: [
      { id: 'size', text: 'The smaller the file, the fewer bytes to work through, so size settles the order.' },
      { id: 'adapt', text: 'Scales that fit each picture are tighter, so the dynamic version has less to compute.' },
      { id: 'route', text: 'What counts is how each version has to do its sums, which a file size does not show.' },
      {
        id: 'precision',
        text: 'Full precision needs no scales at all, so nothing can be quicker than leaving them out.',
      },
    ],
    legs: [
      {
        title: 'Every version in turn, one picture a call',
        changes: { modelId: 'clothing', versionId: 'big-fp32', study: 'sweep', sweep: 'variants', sweepLane: 'edge' },
      },
    ],
  },
  key: {
    truth(evidence) {
      const full = figureOf(evidence, 0, 'variant.big-fp32.call');
      const fixed = figureOf(evidence, 0, 'variant.big-int8.call');
      const dynamic = figureOf(evidence, 0, 'variant.big-int8-dynamic.call');
      return full && fixed && dynamic ? { by: { full, fixed, dynamic } } : null;
    },
    outcome({ verdict, parts }, _given, truth) {
      if (!isDynamicSlowest(truth)) return 'other';
      return verdict === 'right' ? 'right' : parts.dynamic ? 'pair' : 'dynamic';
    },
    outcomes: {
      right:
        'Right, and it is the less obvious order. The static version took {fixed}, full precision {full}, and the dynamic one {dynamic} for one picture. The two small files are almost the same size, but one of them has its scales ready, while the other works them out anew for every layer and then has to multiply in a form that is slow going for this runtime.',
      pair: 'You saw that the dynamic version comes last, at {dynamic} for one picture. The other two stand the wrong way round: {fixed} with static 8 bits and {full} in full precision. How these two compare depends on the processor, since one needs quick whole numbers and the other quick fractions. Only the run on the device itself can settle that.',
      dynamic:
        'The dynamic version was far slower than you thought. It took {dynamic} for one picture, beside {full} in full precision and {fixed} with static 8 bits. Its file is the smallest of the three, but in every run it must look through the numbers of each layer to find their scales, and then multiply in a form that is slow going for this runtime. A small file is a quick download and promises nothing else.',
      other:
        'On this device the dynamic version did not stand out as the slowest: {dynamic} for one picture, beside {full} in full precision and {fixed} with static 8 bits. On most processors it takes several times as long as the others, because it finds its scales anew in every run. Figures like yours are a reason to measure on the device itself, and to measure twice before building on it.',
    },
    usually:
      'Usually the static version is the quickest and the dynamic one takes longest, with full precision between them. The two small files are almost the same size, but one of them has its scales ready, while the other works them out anew for every layer and then has to multiply in a form that is slow going for this runtime.',
    facts: (evidence) => ({
      ...factOf('full', 'duration', figureOf(evidence, 0, 'variant.big-fp32.call')),
      ...factOf('fixed', 'duration', figureOf(evidence, 0, 'variant.big-int8.call')),
      ...factOf('dynamic', 'duration', figureOf(evidence, 0, 'variant.big-int8-dynamic.call')),
    }),
    reasons: {
      size: {
        sound: false,
        why: 'Two of the files are within two per cent of each other in size. If their times are far apart, size cannot be what settles them.',
        misconception: 'smaller-is-always-faster',
      },
      adapt: {
        sound: false,
        why: 'Tighter scales make the answers a shade more exact. They leave the sums as many as before, and finding the scales comes on top.',
      },
      route: {
        sound: true,
        why: 'Yes, because the same layer can be done by quick code or by slow code, and the form of the model decides which of them may be used.',
      },
      precision: {
        sound: false,
        why: 'Full precision does without scales, true. But a processor can often do four sums with 8 bits in the time of one with 32, and that may repay the scales and more.',
      },
    },
    watch: [
      { leg: 0, figure: 'variant.big-fp32.call', words: '32 bits', lane: 'edge' },
      { leg: 0, figure: 'variant.big-int8.call', words: '8 bits, static', lane: 'edge' },
      { leg: 0, figure: 'variant.big-int8-dynamic.call', words: '8 bits, dynamic', lane: 'edge' },
    ],
    followUp: {
      question:
        'A colleague has made a model for speech four times as small and wants to put it on every phone tonight. What do you ask for first?',
      choices: [
        {
          text: 'Its time and its accuracy, measured on some of the phones that it is meant for.',
          right: true,
          why: 'The file is smaller, and that is all one knows so far. Speed depends on the runtime and the processor, and accuracy on the data.',
        },
        {
          text: 'Its time on the colleague’s computer, since ratios are the same on any processor.',
          right: false,
          why: 'They are not. Processors differ in how well they do whole numbers, and so do the runtimes on them.',
        },
        {
          text: 'Nothing more, since a file of a quarter the size takes a quarter of the time.',
          right: false,
          why: 'The download takes a quarter of the time. What a run takes depends on how its sums have to be done.',
        },
      ],
    },
  },
  examples: [
    {
      name: 'a usual laptop, foreseen',
      evidence: [{ 'variant.big-fp32.call': 8.6, 'variant.big-int8.call': 4.6, 'variant.big-int8-dynamic.call': 88 }],
      prediction: { kind: 'order', order: ['fixed', 'full', 'dynamic'] },
      reason: 'route',
      verdict: 'right',
      outcome: 'right',
    },
    {
      name: 'a usual laptop, full precision taken for quicker than static 8 bits',
      evidence: [{ 'variant.big-fp32.call': 8.6, 'variant.big-int8.call': 4.6, 'variant.big-int8-dynamic.call': 88 }],
      prediction: { kind: 'order', order: ['full', 'fixed', 'dynamic'] },
      reason: 'precision',
      verdict: 'partly',
      outcome: 'pair',
    },
    {
      name: 'a weak phone, ordered by size',
      evidence: [{ 'variant.big-fp32.call': 52, 'variant.big-int8.call': 31, 'variant.big-int8-dynamic.call': 610 }],
      prediction: { kind: 'order', order: ['dynamic', 'fixed', 'full'] },
      reason: 'size',
      verdict: 'partly',
      outcome: 'dynamic',
    },
    {
      name: 'a usual laptop, ordered the wrong way round',
      evidence: [{ 'variant.big-fp32.call': 8.6, 'variant.big-int8.call': 4.6, 'variant.big-int8-dynamic.call': 88 }],
      prediction: { kind: 'order', order: ['dynamic', 'full', 'fixed'] },
      reason: 'adapt',
      verdict: 'not',
      outcome: 'dynamic',
    },
    {
      name: 'a weak phone where static 8 bits and full precision are too near to be told apart',
      evidence: [{ 'variant.big-fp32.call': 52, 'variant.big-int8.call': 50, 'variant.big-int8-dynamic.call': 610 }],
      prediction: { kind: 'order', order: ['full', 'fixed', 'dynamic'] },
      reason: 'route',
      verdict: 'right',
      outcome: 'right',
    },
    {
      name: 'a processor that is quick at dynamic scales too',
      evidence: [{ 'variant.big-fp32.call': 9, 'variant.big-int8.call': 3.1, 'variant.big-int8-dynamic.call': 5.2 }],
      prediction: { kind: 'order', order: ['fixed', 'full', 'dynamic'] },
      reason: 'route',
      verdict: 'partly',
      outcome: 'other',
    },
  ],
});

import { findVersion } from '../../model';
import { figureOf } from '../evidence/evidence';
import { ratioOf } from '../evidence/reading';
import { defineExercise, factOf } from '../exercise';

/** From this gain on it is said that the 8-bit version is quicker; passes of one device differ by less when it is quiet. */
const HELPS = 1.15;
const sizeOf = (versionId: string) =>
  ({ unit: 'bytes', value: findVersion({ modelId: 'clothing', versionId }).sizeBytes }) as const;

export const exercise = defineExercise<'ratio'>({
  ask: {
    id: 'int8-or-fp32',
    kind: 'ratio',
    level: 'apply',
    concepts: ['small-models', 'device'],
    minutes: 5,
    title: 'A quarter of the bytes',
    goal: 'You will know how much time eight bits in place of thirty-two save on your own device.',
    prompt:
      'The largest model for clothing comes in full precision, with 32 bits for each weight, and in a version with 8. All the scales of the 8-bit version were fixed beforehand, when it was made, and its file is about a quarter as large.\n\nBoth run in this browser, one picture at a time. The other versions of the model are timed in the same go, in a random order, so that a slow moment does not hit the same one each time.',
    question: 'How many times as long as the 8-bit version does full precision take for one picture?',
    input: { least: 0.2, most: 10, above: 'the time in full precision', below: 'the time with 8 bits' },
    reasons: [
      { id: 'bytes', text: 'A quarter of the bytes means a quarter of the time, since speed follows the size.' },
      { id: 'part', text: 'Whole numbers are quicker to multiply, but only part of a run is multiplying.' },
      { id: 'convert', text: 'Every number has to be converted there and back, which eats the gain entirely.' },
      { id: 'browser', text: 'A browser only knows one kind of number, so the bits of a weight change nothing.' },
    ],
    legs: [
      {
        title: 'All versions of the clothing model at the edge',
        changes: { modelId: 'clothing', versionId: 'big-fp32', study: 'sweep', sweep: 'variants', sweepLane: 'edge' },
      },
    ],
  },
  key: {
    truth(evidence) {
      const ratio = ratioOf(
        figureOf(evidence, 0, 'variant.big-fp32.call'),
        figureOf(evidence, 0, 'variant.big-int8.call'),
      );
      return ratio && { ratio };
    },
    // The gain is a small number everywhere: with the usual tolerance "four times", the idea to be tested, would often do.
    tolerance: { right: 1.5, partly: 3 },
    outcome({ verdict }, given, { ratio }) {
      if (ratio.value < 1 / HELPS && !(verdict !== 'right' && given.ratio > ratio.value)) return 'slower';
      if (verdict === 'right') return ratio.value >= HELPS ? 'helped' : 'flat';
      return given.ratio > ratio.value ? 'high' : 'low';
    },
    outcomes: {
      helped:
        'Well judged. One picture took {full} in full precision and {small} with 8 bits, which makes {gain} times as long. The file went from {fullBytes} to {smallBytes}. Sums in whole numbers are quicker and fewer bytes have to be moved, yet some steps between the layers stay as they were, which is why the time need not shrink as the file does. Of the test pictures {fullRight} were sorted right before and {smallRight} after.',
      flat: 'You expected little, and that is what this device shows: {full} in full precision, {small} with 8 bits. The file did shrink, from {fullBytes} to {smallBytes}, so space and a shorter download were bought, and hardly any time. Whether whole numbers are quicker depends on the instructions that a processor has and on whether the browser can use them, which is why one measures on the device that will do the work.',
      slower:
        'On this device 8 bits cost time: {full} in full precision, {small} with 8 bits. The file did shrink, from {fullBytes} to {smallBytes}, so the download is shorter. Without quick instructions for whole numbers, scaling them between the layers takes more than the simpler sums save. That is why one measures on the device that will do the work.',
      high: 'You expected more of it. One picture took {full} in full precision and {small} with 8 bits, which makes {gain} times as long. The file shrank from {fullBytes} to {smallBytes}, so the size is a poor guide to the time. Numbers have to be scaled between the layers, some steps may stay in full precision, and every run has costs that do not depend on bits at all.',
      low: 'Eight bits did more for this device than you expected. One picture took {full} in full precision and {small} with 8 bits, which makes {gain} times as long. A layer of this large model holds so many multiplications that converting numbers at its edges weighs little beside them. In a tiny model there are fewer, and there your doubt would be in place.',
    },
    usually:
      'On most laptops full precision takes longer than 8 bits, though the time shrinks less than the file does, and some phones gain nothing. Sums in whole numbers are quicker and fewer bytes have to be moved, yet some steps between the layers stay as they were. About as many pictures are sorted right as before.',
    facts(evidence) {
      const full = figureOf(evidence, 0, 'variant.big-fp32.call');
      const small = figureOf(evidence, 0, 'variant.big-int8.call');
      return {
        ...factOf('full', 'duration', full),
        ...factOf('small', 'duration', small),
        ...factOf('gain', 'ratio', ratioOf(full, small)),
        ...factOf('fullRight', 'share', figureOf(evidence, 0, 'variant.big-fp32.accuracy')),
        ...factOf('smallRight', 'share', figureOf(evidence, 0, 'variant.big-int8.accuracy')),
        fullBytes: sizeOf('big-fp32'),
        smallBytes: sizeOf('big-int8'),
      };
    },
    reasons: {
      bytes: {
        sound: false,
        why: 'Bytes settle how long a download takes and how much room it needs. The time of a run depends on the sums, and on how well the processor does that kind of sum.',
        misconception: 'smaller-is-always-faster',
      },
      part: {
        sound: true,
        why: 'Just so. The multiplications gain, and what lies between them does not, so the whole gains less than they do.',
      },
      convert: {
        sound: false,
        why: 'Converting does cost something. In a tiny model, or on a processor that is no quicker at whole numbers, it can eat the gain. On most devices a large model earns it back, since a number is converted once and used many times.',
      },
      browser: {
        sound: false,
        why: 'JavaScript has one usual kind of number, yet the model runs as WebAssembly, which has whole numbers of 8 bits and instructions for many of them at once.',
      },
    },
    watch: [
      { leg: 0, figure: 'variant.big-fp32.call', words: 'Full precision', lane: 'edge' },
      { leg: 0, figure: 'variant.big-int8.call', words: '8 bits', lane: 'edge' },
    ],
    followUp: {
      question:
        'A model spends half of each run in multiplications and half in other steps. With 8 bits the multiplications alone become three times as quick. What becomes of a run of 12 ms?',
      choices: [
        {
          text: 'It takes about 8 ms, as 6 ms become 2 and the other 6 remain.',
          right: true,
          why: 'Only the half that was multiplying can gain. The rest sets a floor that no number of bits gets below.',
        },
        {
          text: 'It takes about 4 ms, as the run becomes three times as quick.',
          right: false,
          why: 'That would need every step to gain. Half of the run has nothing to do with the bits of the weights.',
        },
        {
          text: 'It takes about 3 ms, as the weights are a quarter of the size.',
          right: false,
          why: 'The size of the weights is not the time of the run. A quarter of the bytes settles the download, not the sums.',
        },
      ],
    },
  },
  examples: [
    {
      name: 'a usual laptop, foreseen',
      evidence: [
        {
          'variant.big-fp32.call': 8.6,
          'variant.big-int8.call': 4.6,
          'variant.big-fp32.accuracy': 0.9128,
          'variant.big-int8.accuracy': 0.9131,
        },
      ],
      prediction: { kind: 'ratio', ratio: 2 },
      reason: 'part',
      verdict: 'right',
      outcome: 'helped',
    },
    {
      name: 'a usual laptop, thought to follow the bytes',
      evidence: [
        {
          'variant.big-fp32.call': 8.6,
          'variant.big-int8.call': 4.6,
          'variant.big-fp32.accuracy': 0.9128,
          'variant.big-int8.accuracy': 0.9131,
        },
      ],
      prediction: { kind: 'ratio', ratio: 4 },
      reason: 'bytes',
      verdict: 'partly',
      outcome: 'high',
    },
    {
      name: 'a weak phone where whole numbers buy no time, foreseen',
      evidence: [
        {
          'variant.big-fp32.call': 52,
          'variant.big-int8.call': 54,
          'variant.big-fp32.accuracy': 0.9128,
          'variant.big-int8.accuracy': 0.9131,
        },
      ],
      prediction: { kind: 'ratio', ratio: 1 },
      reason: 'browser',
      verdict: 'right',
      outcome: 'flat',
    },
    {
      name: 'a weak phone where whole numbers buy no time, hoped for more',
      evidence: [
        {
          'variant.big-fp32.call': 52,
          'variant.big-int8.call': 54,
          'variant.big-fp32.accuracy': 0.9128,
          'variant.big-int8.accuracy': 0.9131,
        },
      ],
      prediction: { kind: 'ratio', ratio: 4 },
      reason: 'bytes',
      verdict: 'not',
      outcome: 'high',
    },
    {
      name: 'a weak phone that is slow at whole numbers, foreseen',
      evidence: [
        {
          'variant.big-fp32.call': 52,
          'variant.big-int8.call': 74,
          'variant.big-fp32.accuracy': 0.9128,
          'variant.big-int8.accuracy': 0.9131,
        },
      ],
      prediction: { kind: 'ratio', ratio: 0.7 },
      reason: 'convert',
      verdict: 'right',
      outcome: 'slower',
    },
    {
      name: 'thought to be slower where it is much quicker',
      evidence: [
        {
          'variant.big-fp32.call': 9.2,
          'variant.big-int8.call': 3.4,
          'variant.big-fp32.accuracy': 0.9128,
          'variant.big-int8.accuracy': 0.9131,
        },
      ],
      prediction: { kind: 'ratio', ratio: 0.7 },
      reason: 'convert',
      verdict: 'not',
      outcome: 'low',
    },
  ],
});

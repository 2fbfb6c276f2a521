import type { Evidence } from '../evidence/evidence';
import { figureOf } from '../evidence/evidence';
import { defineExercise, factOf } from '../exercise';

/** What gains less is called no gain: passes of one machine differ by about as much. */
const GAINS = 1.2;

/** One call with as many items as did best. */
function bestCall(evidence: Evidence) {
  const size = figureOf(evidence, 0, 'fit.best-size');
  return size && figureOf(evidence, 0, `size.${size.value}.call`);
}

export const exercise = defineExercise<'ratio'>({
  ask: {
    id: 'batching-small-model',
    kind: 'ratio',
    level: 'apply',
    concepts: ['throughput', 'cost'],
    minutes: 4,
    title: 'Room for thirty-one more',
    goal: 'You will know how much a server gains when it puts several pictures of a small model into one call.',
    prompt:
      'A server reads handwritten digits with a small model. It can call the model once for every picture, or lay several pictures side by side and call it once for all of them. In this sweep a call holds 1, 2, 4 and so on up to 32 pictures, which is as many as this server accepts at a time.\n\nThe server times each call by itself, so neither the network nor any waiting is part of the figures. What is compared is the number of pictures done for each second of calling.',
    question:
      'At the best size, how many times as many pictures a second does the model get through as with one a call?',
    input: { least: 1, most: 100, above: 'pictures a second at the best size', below: 'pictures a second one by one' },
    reasons: [
      {
        id: 'sums',
        text: 'Every picture needs its own sums, so a call with thirty-two takes thirty-two times as long.',
      },
      { id: 'fixed', text: 'Most of a short call is the calling, and that is paid once, whatever the call holds.' },
      { id: 'full', text: 'A larger batch is always better, so the gain is as large as the batch.' },
      { id: 'queue', text: 'Pictures in a batch wait for one another, and this waiting uses up what is gained.' },
    ],
    legs: [
      {
        title: 'The online lane, with 1 to 32 pictures a call',
        changes: { study: 'sweep', sweep: 'batch-size', sweepLane: 'online', repeats: 5 },
      },
    ],
  },
  key: {
    truth(evidence) {
      const ratio = figureOf(evidence, 0, 'fit.gain');
      return ratio && { ratio };
    },
    outcome({ verdict }, given, { ratio }) {
      if (ratio.value < GAINS) return 'little';
      if (verdict === 'right') return 'right';
      return given.ratio < ratio.value ? 'low' : 'high';
    },
    outcomes: {
      right:
        'That is about what batching buys here. With one picture a call took {one}, and with {size} it took {bestCall}, so {gain} times as many pictures were done in a second. The sums for one small picture are few, so packing the input, starting the run and handing back the result weigh heavily beside them, and in a full call they are shared by everybody inside it.',
      low: 'It bought more than you said: {gain} times as many pictures a second at {size} to a call. One picture alone took {one}, whereas a call with {size} of them took {bestCall}. Much of the short call is the calling itself, so there is a great deal to share. Whether batching pays depends on just that: how much of a call stays the same whatever the call holds.',
      high: 'It paid less than you said, with {gain} times as many pictures a second at {size} to a call. One picture took {one} and a call with {size} took {bestCall}. If the calling were all there is, the second call would have been as short as the first. But each picture also brings sums of its own, and as the batch grows they come to outweigh the fixed part, so that sharing it further saves less and less.',
      little:
        'In this run, calls with more pictures got no more done: {gain} times as many a second at the best size, with {one} for a picture alone. A model as small as this one usually gains a good deal, because so much of a short call is the calling. Something else may have kept the server busy just when the large calls were due, so it is worth running once more.',
    },
    usually:
      'A small model usually gets through several times as many pictures a second at its best size as one by one. The sums for one small picture are few, so packing the input, starting the run and handing back the result weigh heavily beside them. In a full call they are shared by all the pictures in it.',
    facts: (evidence) => ({
      ...factOf('gain', 'ratio', figureOf(evidence, 0, 'fit.gain')),
      ...factOf('size', 'count', figureOf(evidence, 0, 'fit.best-size')),
      ...factOf('one', 'duration', figureOf(evidence, 0, 'size.1.call')),
      ...factOf('bestCall', 'duration', bestCall(evidence)),
    }),
    reasons: {
      sums: {
        sound: false,
        why: 'The sums do grow with the pictures. But a call has a part that does not, and for a model as small as this one it is the larger part.',
        misconception: 'the-model-is-all-the-time',
      },
      fixed: {
        sound: true,
        why: 'Yes. What each call costs before its first picture is shared by all the pictures in it.',
      },
      full: {
        sound: false,
        why: 'The gain equals the size only while the sums cost nothing at all. As soon as they are felt, another picture brings less than the one before.',
        misconception: 'batching-always-pays',
      },
      queue: {
        sound: false,
        why: 'Waiting delays an answer, but it keeps no processor busy. The number of pictures a second does not suffer from it.',
        misconception: 'throughput-is-one-over-latency',
      },
    },
    watch: [
      { leg: 0, figure: 'size.1.samples', words: 'One a call, pictures a second', lane: 'online' },
      { leg: 0, figure: 'size.8.samples', words: 'Eight a call', lane: 'online' },
      { leg: 0, figure: 'size.32.samples', words: 'Thirty-two a call', lane: 'online' },
    ],
    followUp: {
      question:
        'Writing one row to a database takes 5 ms, nearly all of it for opening and closing the transaction. Why do programs that import a million rows write a thousand at a time?',
      choices: [
        {
          text: 'Opening and closing is then paid once for a thousand rows and not for each.',
          right: true,
          why: 'It is the same sum as with the model: a large fixed cost and a small one for each item.',
        },
        {
          text: 'A thousand rows take up less space on the disk when they are written together.',
          right: false,
          why: 'The rows take the same space either way. What is saved is the work around them.',
        },
        {
          text: 'The database may write rows in any order, and so it finds quicker ways to do it.',
          right: false,
          why: 'That may happen and would be a bonus. The large saving is in the transactions that need not be opened.',
        },
      ],
    },
  },
  examples: [
    {
      name: 'a usual server, foreseen',
      evidence: [
        {
          'fit.gain': 10.6,
          'fit.best-size': exactly(32),
          'size.1.call': 0.14,
          'size.32.call': 0.42,
          'size.1.samples': 7140,
          'size.8.samples': 40_000,
          'size.32.samples': 76_200,
        },
      ],
      prediction: { kind: 'ratio', ratio: 8 },
      reason: 'fixed',
      verdict: 'right',
      outcome: 'right',
    },
    {
      name: 'a usual server, thought to gain nothing',
      evidence: [
        {
          'fit.gain': 10.6,
          'fit.best-size': exactly(32),
          'size.1.call': 0.14,
          'size.32.call': 0.42,
          'size.1.samples': 7140,
          'size.8.samples': 40_000,
          'size.32.samples': 76_200,
        },
      ],
      prediction: { kind: 'ratio', ratio: 1 },
      reason: 'sums',
      verdict: 'not',
      outcome: 'low',
    },
    {
      name: 'the gain taken for as large as the batch could be',
      evidence: [
        {
          'fit.gain': 7,
          'fit.best-size': exactly(16),
          'size.1.call': 0.21,
          'size.16.call': 0.48,
          'size.1.samples': 4760,
          'size.8.samples': 24_200,
          'size.32.samples': 31_400,
        },
      ],
      prediction: { kind: 'ratio', ratio: 32 },
      reason: 'full',
      verdict: 'partly',
      outcome: 'high',
    },
    {
      name: 'a weak phone: the server is timed, not the phone',
      evidence: [
        {
          'fit.gain': 12,
          'fit.best-size': exactly(32),
          'size.1.call': 0.16,
          'size.32.call': 0.43,
          'size.1.samples': 6250,
          'size.8.samples': 36_400,
          'size.32.samples': 74_400,
        },
      ],
      prediction: { kind: 'ratio', ratio: 3 },
      reason: 'queue',
      verdict: 'partly',
      outcome: 'low',
    },
    {
      name: 'a server that was busy with other things',
      evidence: [
        {
          'fit.gain': 1.1,
          'fit.best-size': exactly(2),
          'size.1.call': 0.2,
          'size.2.call': 0.36,
          'size.1.samples': 5000,
          'size.8.samples': 4940,
          'size.32.samples': 4920,
        },
      ],
      prediction: { kind: 'ratio', ratio: 10 },
      reason: 'fixed',
      verdict: 'not',
      outcome: 'little',
    },
  ],
});

function exactly(value: number) {
  return { value, low: value, high: value };
}

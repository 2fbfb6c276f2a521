import type { Evidence } from '../evidence/evidence';
import { figureOf } from '../evidence/evidence';
import { defineExercise, factOf } from '../exercise';

/** From how many times as many pictures a second each answer holds, ascending. */
const BANDS = { hardly: 0, some: 1.6, much: 4, most: 12 } as const;
const ids = Object.keys(BANDS) as readonly (keyof typeof BANDS)[];

const SIZES = [1, 2, 4, 8, 16, 32] as const;

/** A call of the largest size that was timed, and the size. */
function largest(evidence: Evidence) {
  for (const size of [...SIZES].reverse()) {
    const call = figureOf(evidence, 0, `size.${size}.call`);
    if (call) return { size, call };
  }
  return null;
}

export const exercise = defineExercise<'choose'>({
  ask: {
    id: 'batching-large-model',
    kind: 'choose',
    level: 'analyse',
    concepts: ['throughput', 'cost'],
    minutes: 5,
    title: 'The same trick, another model',
    goal: 'You will be able to tell beforehand whether a model gains from larger batches.',
    prompt:
      'A server calls a model with several pictures at a time because a call has a fixed cost, and one that is shared weighs less. For a small model this pays handsomely. Now the same server runs the large clothing model, which does some eight hundred times as many sums for a picture as the small one for digits.\n\nAgain a call holds 1, 2, 4 and so on up to 32 pictures, and the server times each call by itself. You are asked whether the programmers should build batching for this model.',
    question: 'How many times as many pictures a second does the large model do at its best batch size as one by one?',
    input: {
      options: [
        { id: 'hardly', text: 'Hardly more: less than 1.6 times as many' },
        { id: 'some', text: 'Somewhat more: from 1.6 to 4 times as many' },
        { id: 'much', text: 'Much more: from 4 to 12 times as many' },
        { id: 'most', text: 'Very much more: over 12 times as many' },
      ],
    },
    reasons: [
      { id: 'busy', text: 'A single picture already keeps a core busy, and the fixed cost is small beside it.' },
      { id: 'always', text: 'The fixed cost of a call can always be shared, so what pays once pays with any model.' },
      { id: 'larger', text: 'The more a model has to compute, the more there is that a batch can save.' },
      { id: 'idle', text: 'With one picture a core is idle most of the time, so there is room for many more.' },
    ],
    legs: [
      {
        title: 'The large model in the online lane, with 1 to 32 pictures a call',
        changes: {
          modelId: 'clothing',
          versionId: 'big-fp32',
          study: 'sweep',
          sweep: 'batch-size',
          sweepLane: 'online',
          repeats: 5,
        },
      },
    ],
  },
  key: {
    truth(evidence) {
      const gain = figureOf(evidence, 0, 'fit.gain');
      if (!gain) return null;
      // A band that the interval reaches into is as good an answer as the one that holds the figure.
      const creditOf = (id: (typeof ids)[number], index: number) => {
        const next = ids[index + 1];
        return gain.high >= BANDS[id] && (!next || gain.low < BANDS[next]) ? 1 : 0;
      };
      return { credits: Object.fromEntries(ids.map((id, index) => [id, creditOf(id, index)])) };
    },
    outcome({ parts }, _given, { credits }) {
      if (credits.hardly === 1 && credits.some !== 1) return parts.choice ? 'right' : 'high';
      return parts.choice ? 'right-gain' : 'gain';
    },
    outcomes: {
      right:
        'You saw it coming. At the best size the model did {gain} times as many pictures a second as one by one. A picture alone took {one}, and a call with {most} of them took {mostCall}. Nearly all of that is sums, which every picture needs for itself, so the fixed part of a call is hardly felt. A batch would only add waiting, and the programmers have better things to build.',
      high: 'Batching bought little here: {gain} times as many pictures a second at the best size. A picture alone took {one}, and a call with {most} of them took {mostCall}. The fixed cost of a call is still there and is still shared, but beside so many sums it was small from the outset. Whoever shares a small thing saves a small thing, and everybody in the batch waits longer for it.',
      'right-gain':
        'You judged it well for this server, where {gain} times as many pictures a second were done at the best size. One alone took {one}, and a call with {most} took {mostCall}. With so many sums in a picture the fixed cost cannot be the reason. What else a batch may do is use weights several times while they are close at hand.',
      gain: 'On this server a batch of the large model did {gain} times as many pictures a second as single ones. One alone took {one}, and a call with {most} took {mostCall}. The fixed cost is small beside so many sums. A gain beyond it may come from weights that are used several times while they are close at hand, and how much that is depends on the machine.',
    },
    usually:
      'A large model usually gains next to nothing from a batch. Nearly all of a call is sums, which every picture needs for itself, so the fixed part of a call is hardly felt. A batch would only add waiting.',
    facts(evidence) {
      const most = largest(evidence);
      return {
        ...factOf('gain', 'ratio', figureOf(evidence, 0, 'fit.gain')),
        ...factOf('one', 'duration', figureOf(evidence, 0, 'size.1.call')),
        ...(most && { most: { unit: 'count', value: most.size } as const }),
        ...factOf('mostCall', 'duration', most?.call ?? null),
      };
    },
    reasons: {
      busy: {
        sound: true,
        why: 'That is the question to ask of any model: what is the fixed cost of a call beside the work on one item?',
      },
      always: {
        sound: false,
        why: 'It can always be shared. But where it is a hundredth of the call, sharing it saves at most a hundredth.',
        misconception: 'batching-always-pays',
      },
      larger: {
        sound: false,
        why: 'A batch saves nothing of what each picture needs for itself. With more sums for each picture, the part that can be shared becomes the smaller one.',
        misconception: 'batching-always-pays',
      },
      idle: {
        sound: false,
        why: 'That can be true of a graphics processor with thousands of small cores. A core of an ordinary processor is fully busy with a single picture of this model.',
        misconception: 'batching-always-pays',
      },
    },
    watch: [
      { leg: 0, figure: 'size.1.samples', words: 'One a call, pictures a second', lane: 'online' },
      { leg: 0, figure: 'size.8.samples', words: 'Eight a call', lane: 'online' },
      { leg: 0, figure: 'size.32.samples', words: 'Thirty-two a call', lane: 'online' },
    ],
    followUp: {
      question:
        'A call of another model costs 3 ms and 60 ms more for each item. What is the most that batching could gain with it, however large the batches?',
      choices: [
        {
          text: 'About a twentieth, since 63 ms an item can only come down to 60.',
          right: true,
          why: 'The 3 ms are all that can be shared. Spread over ever more items they vanish, and the 60 remain.',
        },
        {
          text: 'About twenty times, since 60 ms an item are twenty times the 3.',
          right: false,
          why: 'It is the other way round. The larger the part of each item is beside the fixed cost, the less there is to gain.',
        },
        {
          text: 'There is no limit, since larger batches always share the cost further.',
          right: false,
          why: 'They share the 3 ms further and further, but never get below the 60 ms that every item needs for itself.',
        },
      ],
    },
  },
  examples: [
    {
      name: 'a usual server, foreseen and well explained',
      evidence: [
        {
          'fit.gain': 1.15,
          'size.1.call': 1.9,
          'size.32.call': 54,
          'size.1.samples': 526,
          'size.8.samples': 605,
          'size.32.samples': 593,
        },
      ],
      prediction: { kind: 'choose', choice: 'hardly' },
      reason: 'busy',
      verdict: 'right',
      outcome: 'right',
    },
    {
      name: 'a usual server, foreseen for another reason',
      evidence: [
        {
          'fit.gain': 1.15,
          'size.1.call': 1.9,
          'size.32.call': 54,
          'size.1.samples': 526,
          'size.8.samples': 605,
          'size.32.samples': 593,
        },
      ],
      prediction: { kind: 'choose', choice: 'hardly' },
      reason: 'idle',
      verdict: 'partly',
      outcome: 'right',
    },
    {
      name: 'a weak phone: thought to gain as much as the small model',
      evidence: [
        {
          'fit.gain': 1.1,
          'size.1.call': 4.2,
          'size.32.call': 126,
          'size.1.samples': 238,
          'size.8.samples': 262,
          'size.32.samples': 254,
        },
      ],
      prediction: { kind: 'choose', choice: 'much' },
      reason: 'always',
      verdict: 'not',
      outcome: 'high',
    },
    {
      name: 'a server that gains from larger batches, foreseen',
      evidence: [
        {
          'fit.gain': 2.8,
          'size.1.call': 5.1,
          'size.32.call': 60,
          'size.1.samples': 196,
          'size.8.samples': 549,
          'size.32.samples': 533,
        },
      ],
      prediction: { kind: 'choose', choice: 'some' },
      reason: 'busy',
      verdict: 'right',
      outcome: 'right-gain',
    },
    {
      name: 'a server that gains from larger batches, not foreseen',
      evidence: [
        {
          'fit.gain': 2.8,
          'size.1.call': 5.1,
          'size.32.call': 60,
          'size.1.samples': 196,
          'size.8.samples': 549,
          'size.32.samples': 533,
        },
      ],
      prediction: { kind: 'choose', choice: 'hardly' },
      reason: 'busy',
      verdict: 'not',
      outcome: 'gain',
    },
  ],
});

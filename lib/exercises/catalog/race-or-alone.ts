import { PLAIN_FACTOR } from '../../measure/rules';
import { type Evidence, figureOf } from '../evidence/evidence';
import { ratioOf } from '../evidence/reading';
import { defineExercise, factOf } from '../exercise';

const slowing = (evidence: Evidence) =>
  ratioOf(figureOf(evidence, 1, 'edge.median'), figureOf(evidence, 0, 'edge.median'));

/** Users who ask again at once keep every lane at work for the whole leg, on any machine. */
const BUSY = {
  modelId: 'clothing',
  versionId: 'big-fp32',
  loop: 'closed',
  users: 16,
  durationMs: 10_000,
  intervalMs: 500,
} as const;

export const exercise = defineExercise<'ratio'>({
  ask: {
    id: 'race-or-alone',
    kind: 'ratio',
    level: 'analyse',
    concepts: ['measuring', 'device'],
    minutes: 5,
    title: 'Alone, or in a race?',
    goal: 'You will know why the lanes run one after another unless you ask for a race.',
    prompt:
      'The largest of the clothing models runs in all three lanes. Each lane has sixteen users, and each user sends the next picture as soon as the last one is answered. So the lanes always have something to do.\n\nIn the first leg the lanes take turns: while one works, the others rest. In the second leg all three work at the same time.',
    question: 'How many times as long is edge’s median latency in the race as alone?',
    input: { least: 0.2, most: 20, above: 'Edge’s median in the race', below: 'Edge’s median alone' },
    reasons: [
      { id: 'third', text: 'Three lanes get a third of the machine each, so everything takes three times as long.' },
      { id: 'separate', text: 'Each lane is a program of its own, so the others do not touch it.' },
      { id: 'cores', text: 'It depends on how many processor cores there are, and on who else wants them.' },
      { id: 'first', text: 'Edge needs no network, so it is done before the others get going.' },
    ],
    legs: [
      { title: 'Three lanes, one after another', changes: BUSY },
      {
        title: 'Three lanes at the same time',
        changes: { ...BUSY, order: 'race' },
        // Lanes that push each other aside are what is looked at.
        onPurpose: ['unstable', 'generator-late'],
      },
    ],
  },
  key: {
    // The true factor is seldom beyond 3: with the usual tolerance nearly every answer would do.
    tolerance: { right: 1.5, partly: 3 },
    truth(evidence) {
      const ratio = slowing(evidence);
      return ratio && { ratio };
    },
    outcome({ verdict }, given, { ratio }) {
      if (ratio.value < 1 / PLAIN_FACTOR) return 'sooner';
      if (ratio.value < PLAIN_FACTOR)
        return verdict === 'right' ? 'alike' : given.ratio > ratio.value ? 'calm' : 'gain';
      if (verdict === 'right') return 'slowed';
      return given.ratio < ratio.value ? 'low' : 'high';
    },
    outcomes: {
      slowed:
        'In the race edge’s median was {times} times what it was alone, {race} against {alone}, and you were near it. The model, the pictures and the browser were the same in both legs, and what changed is the company, for the other lanes wanted processor, memory and cache at the same moments. A race shows how lanes get along with each other. It does not show how quick each of them is.',
      alike:
        'There was hardly a difference here, and you were near it: {alone} alone and {race} in the race, which is {times} times as long. Either your machine has cores enough for all three lanes, or the server is another machine and only sends its answers here. On a device with few cores the same race would look different, and that is the reason why lanes take turns unless you ask otherwise.',
      calm: 'The lanes got along better than you said: edge’s median was {alone} alone and {race} in the race, {times} times as long. Sharing a machine costs time only where something runs short, and if there are cores left over, or the server stands elsewhere, each lane can have its own. Nobody can know that beforehand for every device, and so the Lab runs lanes in turn unless it is told to race them.',
      gain: 'You expected the race to make the edge lane quicker. Its median was {race} with company and {alone} alone, {times} times as long, which is no difference that one run can tell. Company does not help a lane: the others bring work of their own and leave it no processor that it lacked before. The best that can happen is what happened here, that there is enough for all.',
      low: 'The race cost more than you said. Edge’s median rose from {alone} alone to {race}, {times} times as long. The lanes are separate programs, but they share what they run on: processor cores, memory, caches, and in the browser the connections too. Whatever the other lanes do on this machine, even sending and receiving, takes turns with the edge lane. That makes a race a good test of sharing and a poor test of speed.',
      high: 'The race cost less than you said: {alone} alone, {race} with company, which is {times} times as long. Three lanes need not mean a third of the machine for each, since most machines have several cores, batch rests between its runs, and the online lane spends part of its time on the way. What a race costs depends on the machine, so its figures are good for that machine only.',
      sooner:
        'This is an odd result, and worth a second look: edge’s median was {race} in the race and {alone} alone, so the race was the quicker leg. Company cannot do that. Something else must have slowed the first leg, such as another program, a hot processor or a battery saver. Your answer is held against this figure all the same, but it would be fairer to run both legs once more on a quiet machine.',
    },
    usually:
      'In the race edge’s median is usually longer than alone. The other lanes want processor, memory and cache at the same moments, so with cores to spare it grows little, and with one or two it grows a lot. A race shows how lanes get along with each other. It does not show how quick each of them is.',
    facts: (evidence) => ({
      ...factOf('alone', 'duration', figureOf(evidence, 0, 'edge.median')),
      ...factOf('race', 'duration', figureOf(evidence, 1, 'edge.median')),
      ...factOf('times', 'ratio', slowing(evidence)),
    }),
    reasons: {
      third: {
        sound: false,
        why: 'A machine is not one cake to be cut in three. It has several cores as a rule, and a lane that waits for a clock or for the network needs none of them meanwhile.',
      },
      separate: {
        sound: false,
        why: 'Separate programs still share cores, caches and memory. What one of them takes, another has to wait for.',
      },
      cores: {
        sound: true,
        why: 'Yes. With cores to spare, a race is nearly free. With one or two, each lane feels the others.',
      },
      first: {
        sound: false,
        why: 'Its users ask again at once, so the edge lane is at work until the leg ends, just as the others are.',
        misconception: 'edge-is-always-faster',
      },
    },
    watch: [
      { leg: 0, figure: 'edge.median', words: 'Edge, alone', lane: 'edge' },
      { leg: 1, figure: 'edge.median', words: 'Edge, in the race', lane: 'edge' },
    ],
    followUp: {
      question:
        'You compare two database programs on one laptop and start both tests at the same time, to save an hour. Program A comes out 20% ahead. What does that show?',
      choices: [
        {
          text: 'A is 20% faster, for both had exactly the same conditions.',
          right: false,
          why: 'Each was a part of the other’s conditions. A may be ahead because it takes more than its share of the laptop.',
        },
        {
          text: 'How the two share this laptop, and little about either of them alone.',
          right: true,
          why: 'To learn how fast each is, give the laptop to one at a time, and change the order when you repeat it.',
        },
        {
          text: 'Nothing at all, since two programs can never be compared.',
          right: false,
          why: 'They can, one after the other on a quiet machine, several times over. It is the hour saved that spoils the comparison.',
        },
      ],
    },
  },
  examples: [
    {
      name: 'a machine with two cores',
      evidence: [{ 'edge.median': 183 }, { 'edge.median': 405 }],
      prediction: { kind: 'ratio', ratio: 2 },
      reason: 'cores',
      verdict: 'right',
      outcome: 'slowed',
    },
    {
      name: 'a laptop with many cores',
      evidence: [{ 'edge.median': 46 }, { 'edge.median': 51 }],
      prediction: { kind: 'ratio', ratio: 1.2 },
      reason: 'cores',
      verdict: 'right',
      outcome: 'alike',
    },
    {
      name: 'a weak phone whose server is far away, and everything taken for three times as long',
      evidence: [{ 'edge.median': 640 }, { 'edge.median': 700 }],
      prediction: { kind: 'ratio', ratio: 4 },
      reason: 'third',
      verdict: 'not',
      outcome: 'calm',
    },
    {
      name: 'a laptop with many cores, and the race taken for a spur',
      evidence: [{ 'edge.median': 46 }, { 'edge.median': 51 }],
      prediction: { kind: 'ratio', ratio: 0.5 },
      reason: 'first',
      verdict: 'partly',
      outcome: 'gain',
    },
    {
      name: 'two cores, and the lanes taken for strangers',
      evidence: [{ 'edge.median': 183 }, { 'edge.median': 405 }],
      prediction: { kind: 'ratio', ratio: 1 },
      reason: 'separate',
      verdict: 'partly',
      outcome: 'low',
    },
    {
      name: 'two cores, and far too much',
      evidence: [{ 'edge.median': 183 }, { 'edge.median': 405 }],
      prediction: { kind: 'ratio', ratio: 10 },
      reason: 'third',
      verdict: 'not',
      outcome: 'high',
    },
    {
      name: 'another program got in the way of the first leg',
      evidence: [{ 'edge.median': 382 }, { 'edge.median': 250 }],
      prediction: { kind: 'ratio', ratio: 2 },
      reason: 'cores',
      verdict: 'partly',
      outcome: 'sooner',
    },
  ],
});

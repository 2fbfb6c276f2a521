import { type Evidence, figureOf } from '../evidence/evidence';
import { ratioOf } from '../evidence/reading';
import { defineExercise, type Facts, factOf } from '../exercise';

/** Up to this factor users do not feel each other. */
const UNMOVED = 1.5;

const FEW = {
  modelId: 'clothing',
  versionId: 'big-fp32',
  lanes: ['online'],
  loop: 'closed',
  users: 8,
  durationMs: 10_000,
} as const;

const growth = (evidence: Evidence) =>
  ratioOf(figureOf(evidence, 1, 'online.median'), figureOf(evidence, 0, 'online.median'));

/** Little's law: the rate times the mean time inside is how many are inside (Little, Operations Research 9, 1961). */
function inside(evidence: Evidence, leg: number, name: string): Facts {
  const rate = figureOf(evidence, leg, 'online.rate');
  const mean = figureOf(evidence, leg, 'online.mean');
  return rate && mean ? { [name]: { unit: 'count', value: Math.round((rate.value * mean.value) / 1000) } } : {};
}

export const exercise = defineExercise<'numeric'>({
  ask: {
    id: 'users-in-flight',
    kind: 'numeric',
    level: 'apply',
    concepts: ['queues', 'throughput'],
    minutes: 4,
    title: 'Eight users, then sixty-four',
    goal: 'You will be able to tell any one of users, rate and latency from the other two.',
    prompt:
      'An outfitter’s staff photograph clothes and ask the online lane what they are. Each of them sends a picture, waits for the answer from the largest of the clothing models, and sends the next at once.\n\nFirst eight people work like this for ten seconds. Then there are sixty-four of them, with the same server and the same browser.',
    question: 'With sixty-four users in place of eight, by what factor does the median latency change?',
    input: { scale: { unit: 'ratio', least: 0.5, most: 100, kind: 'log' }, label: 'Times as long as with eight users' },
    reasons: [
      { id: 'more', text: 'More users bring more work, so the lane gives more answers a second and none comes later.' },
      {
        id: 'share',
        text: 'Whatever sets the limit, be it server or connections, has one rate, and all users share it.',
      },
      { id: 'jam', text: 'Sixty-four users get in each other’s way, so it grows with every pair of them.' },
      { id: 'model', text: 'The latency is the time the model takes, and the model is the same.' },
    ],
    legs: [
      { title: 'Eight users', changes: FEW },
      { title: 'Sixty-four users', changes: { ...FEW, users: 64 } },
    ],
  },
  key: {
    truth(evidence) {
      const value = growth(evidence);
      return value && { value };
    },
    outcome({ verdict }, given, { value }) {
      if (verdict === 'right') return 'right';
      if (given.value > value.value) return 'high';
      return given.value <= UNMOVED && value.value > UNMOVED ? 'unmoved' : 'low';
    },
    outcomes: {
      right:
        'The median went from {few} to {many}, {times} times as long, and you were near it. Eight users got {rateFew} answers a second between them, sixty-four got {rateMany}. Little’s law ties these together, for the rate times the average time inside is the number inside, and your two legs give {insideFew} and {insideMany} that way. Had the rate stayed exactly as it was, eight times the users would have meant eight times the time. Part of the line may stand in the browser, which opens six connections at most over HTTP/1.1.',
      low: 'It grew by more than you said, from {few} to {many}, {times} times as long. See what became of the rate: {rateFew} answers a second for eight users and {rateMany} for sixty-four. Little’s law says that users are rate times time, and your legs bear it out with {insideFew} and {insideMany}. Users who do not raise the rate can only lengthen the time, because they are waiting for a connection or for their turn.',
      unmoved:
        'You expected the users hardly to feel each other. The median went from {few} to {many}, {times} times as long, for the rate did not grow as the users did: {rateFew} answers a second for eight of them and {rateMany} for sixty-four. Whoever is not being served is waiting, and that time counts. By Little’s law the rate times the average time is the number inside, which makes {insideFew} and {insideMany} in your legs.',
      high: 'It grew by less than you said, from {few} to {many}, {times} times as long. A line makes everybody wait for those ahead, and no pair of users costs anything on top. If the rate stays as it is, eight times the users wait eight times as long, and here it was {rateFew} answers a second with eight of them and {rateMany} with sixty-four. By Little’s law the rate times the average time is the number inside: your legs give {insideFew} and {insideMany}.',
    },
    usually:
      'The median usually grows by nearly the same factor as the number of users. Little’s law says why: the rate times the average time inside is the number inside. Once the rate is at its limit, more users can only mean more waiting, in the server’s line or in the browser’s own.',
    facts: (evidence) => ({
      ...factOf('few', 'duration', figureOf(evidence, 0, 'online.median')),
      ...factOf('many', 'duration', figureOf(evidence, 1, 'online.median')),
      ...factOf('rateFew', 'rate', figureOf(evidence, 0, 'online.rate')),
      ...factOf('rateMany', 'rate', figureOf(evidence, 1, 'online.rate')),
      ...inside(evidence, 0, 'insideFew'),
      ...inside(evidence, 1, 'insideMany'),
      ...factOf('times', 'ratio', growth(evidence)),
    }),
    reasons: {
      more: {
        sound: false,
        why: 'That works as long as something is idle. Eight users who never pause leave little idle, and a lane at its limit gives no more answers because more people ask.',
      },
      share: {
        sound: true,
        why: 'That is the law at work. With the rate at its limit, more users can only mean more waiting.',
      },
      jam: {
        sound: false,
        why: 'Waiting adds up in a plain way: one more user ahead is one more turn to wait for. Pairs do not come into it.',
      },
      model: {
        sound: false,
        why: 'The model is one part of the time. The wait for a turn is another, and it is the part that grows with the users.',
        misconception: 'the-model-is-all-the-time',
      },
    },
    watch: [
      { leg: 0, figure: 'online.median', words: 'With eight users', lane: 'online' },
      { leg: 1, figure: 'online.median', words: 'With sixty-four users', lane: 'online' },
    ],
    followUp: {
      question:
        'A museum lets in 120 visitors an hour, and a visitor stays for forty minutes on average. How many are inside, and what if they began to stay for eighty?',
      choices: [
        {
          text: '120 are inside, and it would stay at 120, since as many come as before.',
          right: false,
          why: 'That is how many come in an hour. Each stays for two thirds of one, so fewer than 120 are inside at once.',
        },
        {
          text: '80 are inside, and it would be 40, since fewer would find room.',
          right: false,
          why: 'The first part is right: 120 times two thirds. But those who stay longer fill the rooms, and the door lets in as many as before.',
        },
        {
          text: '80 are inside, and it would be 160.',
          right: true,
          why: '120 an hour times two thirds of an hour are 80. Twice the stay at the same rate makes twice the visitors.',
        },
      ],
    },
  },
  examples: [
    {
      name: 'a usual laptop, and a good guess',
      evidence: [
        { 'online.median': 14, 'online.mean': 14.8, 'online.rate': 540 },
        { 'online.median': 112, 'online.mean': 115, 'online.rate': 556 },
      ],
      prediction: { kind: 'numeric', value: 8 },
      reason: 'share',
      verdict: 'right',
      outcome: 'right',
    },
    {
      name: 'the same laptop, and no change expected',
      evidence: [
        { 'online.median': 14, 'online.mean': 14.8, 'online.rate': 540 },
        { 'online.median': 112, 'online.mean': 115, 'online.rate': 556 },
      ],
      prediction: { kind: 'numeric', value: 1 },
      reason: 'model',
      verdict: 'not',
      outcome: 'unmoved',
    },
    {
      name: 'a weak phone, and too little expected',
      evidence: [
        { 'online.median': 95, 'online.mean': 99, 'online.rate': 80 },
        { 'online.median': 742, 'online.mean': 790, 'online.rate': 79 },
      ],
      prediction: { kind: 'numeric', value: 2.5 },
      reason: 'more',
      verdict: 'partly',
      outcome: 'low',
    },
    {
      name: 'a server that eight users do not fill, and far too much expected',
      evidence: [
        { 'online.median': 62, 'online.mean': 63, 'online.rate': 127 },
        { 'online.median': 190, 'online.mean': 204, 'online.rate': 312 },
      ],
      prediction: { kind: 'numeric', value: 64 },
      reason: 'jam',
      verdict: 'not',
      outcome: 'high',
    },
  ],
});

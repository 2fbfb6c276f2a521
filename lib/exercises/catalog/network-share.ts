import { figureOf } from '../evidence/evidence';
import { defineExercise, factOf } from '../exercise';

const LOAD = { lanes: ['online'], count: 200, perSecond: 20 } as const;

export const exercise = defineExercise<'numeric'>({
  ask: {
    id: 'network-share',
    kind: 'numeric',
    level: 'apply',
    concepts: ['network', 'latency'],
    minutes: 4,
    title: 'How much of the answer is road?',
    goal: 'You will know where the time of an online answer goes when it travels over a mobile network.',
    prompt:
      'A phone sends pictures of digits to a server, twenty of them every second, where a small model reads them and returns an answer by the same road.\n\nThey are sent twice: over your connection as it is, and then over an emulated 4G network. Emulated means that the Lab really waits for as long as such a network would take, and labels the result accordingly.',
    question: 'Over 4G, what share of the time of a typical answer is the way there and back?',
    input: {
      scale: { unit: 'share', least: 0, most: 1, kind: 'linear' },
      label: 'Share of the time spent on the way',
    },
    reasons: [
      { id: 'model', text: 'The model does the real work, so it must take most of the time.' },
      { id: 'bytes', text: 'A picture is a few kilobytes, and those are sent in no time.' },
      { id: 'road', text: 'A mobile network is slow to reach, however little is sent over it.' },
      { id: 'line', text: 'Pictures have to stand in line at the server, and that takes longest.' },
    ],
    legs: [
      { title: 'Over your own connection', changes: LOAD },
      { title: 'Over 4G, emulated', changes: { ...LOAD, network: '4g' } },
    ],
  },
  key: {
    truth(evidence) {
      const value = figureOf(evidence, 1, 'online.network-share');
      return value && { value };
    },
    outcome: ({ verdict }, { value }, truth) =>
      verdict === 'right' ? 'right' : value < truth.value.low ? 'low' : 'high',
    outcomes: {
      right:
        'Over 4G the journey there and back was {share} of a typical answer, which is what you expected. The answer took {far}, compared with {near} over your own connection, although the model did exactly the same work both times. Computing came to {compute} of the whole, which is the most that a faster model could ever take off this answer.',
      low: 'The road is longer than you thought, since over 4G it was {share} of the time. A typical answer took {far} there and {near} over your own connection. Because the picture is small, hardly any of this is spent on its bytes. Every message has to cross the mobile network, and a crossing takes its time whatever is carried. Computing was {compute} of the whole.',
      high: 'The road took {share} of the time, which is less than you thought. A typical answer came after {far}, compared with {near} over your own connection, and the remainder went into computing, queueing and handling on either side. When a server is busy or a model is heavy those parts increase, so the share of the road goes down although the road itself is no shorter.',
    },
    usually:
      'Over 4G the journey there and back usually takes nearly all of the time of a typical answer. The model does exactly the same work as over a quicker connection, and for a small model that is a very small part of the whole. So a faster model could take next to nothing off such an answer.',
    facts: (evidence) => ({
      ...factOf('share', 'share', figureOf(evidence, 1, 'online.network-share')),
      ...factOf('compute', 'share', figureOf(evidence, 1, 'online.compute-share')),
      ...factOf('far', 'duration', figureOf(evidence, 1, 'online.median')),
      ...factOf('near', 'duration', figureOf(evidence, 0, 'online.median')),
    }),
    reasons: {
      model: {
        sound: false,
        why: 'Computing is the part that people imagine first, but a model this small is finished almost immediately, and the answer spends the rest of its life elsewhere.',
        misconception: 'the-model-is-all-the-time',
      },
      bytes: {
        sound: false,
        why: 'Sending so few bytes is indeed quick. However, a network also makes you wait until the first of them arrives, and that wait is the same for one byte as for a thousand.',
        misconception: 'the-network-is-nothing',
      },
      road: {
        sound: true,
        why: 'Distance, radio and the stations in between make every crossing take its time, and sending fewer bytes does not shorten it.',
      },
      line: {
        sound: false,
        why: 'A line forms when pictures arrive faster than they can be answered, and for so small a model twenty every second is usually a light load.',
      },
    },
    watch: [
      { leg: 1, figure: 'online.network-share', words: 'On the way', lane: 'online' },
      { leg: 1, figure: 'online.compute-share', words: 'In the model', lane: 'online' },
    ],
    followUp: {
      question: 'A chat app needs five answers in a row over 4G, each built on the one before. What helps most?',
      choices: [
        {
          text: 'Ask the server once and let it work through all five steps there.',
          right: true,
          why: 'Five crossings become a single one, while the computing, which was the small part anyway, stays the same.',
        },
        {
          text: 'Quantise the model, so that each of the five steps is computed faster.',
          right: false,
          why: 'Quantising trims a part that is small already, and all five crossings still have to be made.',
        },
        {
          text: 'Shorten the messages, so that each of the five has less to carry.',
          right: false,
          why: 'Short messages make the same five crossings, and it is the crossing that takes the time.',
        },
      ],
    },
  },
  examples: [
    {
      name: 'a usual laptop beside its server',
      evidence: [
        { 'online.median': 5.1, 'online.network-share': 0.74 },
        { 'online.median': 178, 'online.network-share': 0.98, 'online.compute-share': 0.002 },
      ],
      prediction: { kind: 'numeric', value: 0.9 },
      reason: 'road',
      verdict: 'right',
      outcome: 'right',
    },
    {
      name: 'the model taken for most of it',
      evidence: [
        { 'online.median': 5.1, 'online.network-share': 0.74 },
        { 'online.median': 178, 'online.network-share': 0.98, 'online.compute-share': 0.002 },
      ],
      prediction: { kind: 'numeric', value: 0.3 },
      reason: 'model',
      verdict: 'not',
      outcome: 'low',
    },
    {
      name: 'a weak phone, and half taken for the road',
      evidence: [
        { 'online.median': 31, 'online.network-share': 0.8 },
        { 'online.median': 214, 'online.network-share': 0.93, 'online.compute-share': 0.006 },
      ],
      prediction: { kind: 'numeric', value: 0.7 },
      reason: 'bytes',
      verdict: 'partly',
      outcome: 'low',
    },
    {
      name: 'a server with much else to do',
      evidence: [
        { 'online.median': 240, 'online.network-share': 0.3 },
        { 'online.median': 420, 'online.network-share': 0.45, 'online.compute-share': 0.2 },
      ],
      prediction: { kind: 'numeric', value: 0.95 },
      reason: 'road',
      verdict: 'not',
      outcome: 'high',
    },
  ],
});

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
      'A phone sends pictures of digits to a server, twenty a second, and each answer comes back by the same road. The model is small.\n\nThe pictures go out twice. The first time they use your connection as it is. The second time a 4G network is emulated: the Lab really waits for as long as such a network would take, and says so.',
    question: 'Over 4G, what share of the time of a middling answer is the way there and back?',
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
        'Over 4G the way there and back was {share} of a middling answer, as you thought. The answer took {far}, against {near} over your own connection, and the model did the same work both times. Its computing came to {compute} of the whole. All the rest of the difference is road, put there by the emulated network.',
      low: 'The road is longer than you thought: over 4G it was {share} of the time. A middling answer took {far}, and {near} over your own connection. The picture is small, so hardly any of this is spent on its bytes. A message has to cross the mobile network twice, and each crossing takes its time whatever it carries. Computing was {compute} of the whole.',
      high: 'The road took {share} of the time, less than you thought. A middling answer came after {far}, with {near} over your own connection. What is left over went into computing, lines on either side and handling. When a server is busy or a model heavy, those parts grow, and the share of the road goes down although the road is no shorter.',
    },
    facts: (evidence) => ({
      ...factOf('share', 'share', figureOf(evidence, 1, 'online.network-share')),
      ...factOf('compute', 'share', figureOf(evidence, 1, 'online.compute-share')),
      ...factOf('far', 'duration', figureOf(evidence, 1, 'online.median')),
      ...factOf('near', 'duration', figureOf(evidence, 0, 'online.median')),
    }),
    reasons: {
      model: {
        sound: false,
        why: 'It is the part people picture first. For a model this small it is over almost at once, and the answer spends the rest of its life elsewhere.',
        misconception: 'the-model-is-all-the-time',
      },
      bytes: {
        sound: false,
        why: 'The bytes are few, and sending them is quick. But a network also makes you wait for the first of them to arrive, and that wait is the same for one byte as for a thousand.',
        misconception: 'the-network-is-nothing',
      },
      road: {
        sound: true,
        why: 'Yes. The wait for a crossing comes from distance, radio and the stations between. Fewer bytes do not shorten it.',
      },
      line: {
        sound: false,
        why: 'A line forms when pictures come faster than they are worked off. Twenty a second is a light load for so small a model.',
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
          why: 'Five crossings become one. The computing stays the same, and it was the small part.',
        },
        {
          text: 'Quantise the model, so that each of the five steps is computed faster.',
          right: false,
          why: 'That trims a part which is small already. All five crossings are still to be made.',
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

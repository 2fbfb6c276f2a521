import { figureOf } from '../evidence/evidence';
import { defineExercise, factOf } from '../exercise';
import { isTold } from '../grading/grade-order';

export const exercise = defineExercise<'order'>({
  ask: {
    id: 'first-answer',
    kind: 'order',
    level: 'recall',
    concepts: ['latency', 'lanes'],
    minutes: 4,
    title: 'Who answers first?',
    goal: 'You will know what each lane waits for before it can answer.',
    prompt:
      'A small model reads handwritten digits. About sixty images arrive every second, at random moments. The same images go through all three lanes, and the same model file answers in each.\n\nThe batch lane starts a run every two seconds over whatever has piled up. The online lane sends each image to a server as it arrives. The edge lane runs the model in this browser.',
    question: 'Counted from the moment an image arrives, which lane has answered half of its images soonest?',
    input: {
      items: [
        { id: 'batch', text: 'Batch', lane: 'batch' },
        { id: 'online', text: 'Online', lane: 'online' },
        { id: 'edge', text: 'Edge', lane: 'edge' },
      ],
      first: 'answers soonest',
      last: 'answers last',
    },
    reasons: [
      { id: 'power', text: 'A server is far stronger than a browser, so it must be the first.' },
      { id: 'waiting', text: 'What a lane waits for counts more than how fast it computes.' },
      { id: 'together', text: 'Work done together is done faster, so the batch comes out ahead.' },
    ],
    legs: [{ title: 'Three lanes, one after another', changes: { count: 600, perSecond: 60 } }],
  },
  key: {
    truth(evidence) {
      const batch = figureOf(evidence, 0, 'batch.median');
      const online = figureOf(evidence, 0, 'online.median');
      const edge = figureOf(evidence, 0, 'edge.median');
      return batch && online && edge ? { by: { batch, online, edge } } : null;
    },
    outcome({ verdict, parts }, _given, { by: { online, edge } }) {
      if (verdict !== 'right' && !parts.batch) return 'batch';
      // A server nearby beats a slow device: its lane has a way to go, and is first all the same.
      const isOnlineFirst = online && edge && isTold(online, edge) && online.value < edge.value;
      const kind = verdict === 'right' ? 'right' : 'pair';
      return isOnlineFirst ? `${kind}-online` : kind;
    },
    outcomes: {
      right:
        'Half of the images were answered within {edge} at the edge, {online} online and {batch} in the batch lane. The model is the same and small, so it hardly matters where it computes. The edge lane has nothing to wait for. The online lane waits for the way to the server and back. The batch lane waits for its clock.',
      pair: 'You put the batch lane where it belongs and the other two the wrong way round: {edge} at the edge, {online} online. For so small a model the way to the server and back takes longer than the work. The stronger machine cannot make up for it.',
      'right-online':
        'Half of the images were answered within {online} online, {edge} at the edge and {batch} in the batch lane. On most devices the edge is first, since it has no way to go. Here the server was near and this device took its time, so the way there and back was worth it. The batch lane waits for its clock on any machine.',
      'pair-online':
        'You put the batch lane where it belongs and the other two the wrong way round: {online} online, {edge} at the edge. Having no way to go is a fixed advantage. This device needed longer for the work than the whole journey took, so the server came first. Elsewhere the order may be the other one.',
      batch:
        'The batch lane took {batch} at the median, with {edge} at the edge and {online} online. Its computing is quick. What takes the time is waiting for the next run: an image that arrives just after one has up to two seconds to go.',
    },
    usually:
      'Usually edge answers first, online second and batch last, with wide gaps between them. The model is small, so it hardly matters where it computes. The edge lane has nothing to wait for, the online lane waits for the way to the server and back, and the batch lane waits for its clock. Only a slow device beside a near server turns the first two round.',
    facts: (evidence) => ({
      ...factOf('batch', 'duration', figureOf(evidence, 0, 'batch.median')),
      ...factOf('online', 'duration', figureOf(evidence, 0, 'online.median')),
      ...factOf('edge', 'duration', figureOf(evidence, 0, 'edge.median')),
    }),
    reasons: {
      power: {
        sound: false,
        why: 'A stronger machine shortens the computing, which for this model is a small part of the whole. The way there and back stays.',
        misconception: 'edge-is-always-slower',
      },
      waiting: {
        sound: true,
        why: 'That is the key to all three: the clock of the batch, the network of the online lane, and nothing at the edge.',
      },
      together: {
        sound: false,
        why: 'Working together makes each image cheaper to compute. It does not make the first image wait any less: it waits for the others.',
        misconception: 'throughput-is-one-over-latency',
      },
    },
    watch: [
      { leg: 0, figure: 'batch.median', words: 'Batch', lane: 'batch' },
      { leg: 0, figure: 'online.median', words: 'Online', lane: 'online' },
      { leg: 0, figure: 'edge.median', words: 'Edge', lane: 'edge' },
    ],
    followUp: {
      question: 'The batch lane now starts a run every ten seconds. What becomes of its median?',
      choices: [
        {
          text: 'It grows about fivefold, since waiting for the clock is nearly all of it.',
          right: true,
          why: 'On average an image waits half the interval. Five times the interval, five times the wait.',
        },
        {
          text: 'It stays about the same, since each image takes as long to compute as before.',
          right: false,
          why: 'The computing does stay the same, but it was never what the image waited for.',
        },
        {
          text: 'It shrinks, since larger batches are worked off at a higher rate.',
          right: false,
          why: 'The rate of the work grows a little, and the wait for the run grows by seconds. Rate and latency are different things.',
        },
      ],
    },
  },
  examples: [
    {
      name: 'a usual laptop',
      evidence: [{ 'batch.median': 1010, 'online.median': 6, 'edge.median': 0.5 }],
      prediction: { kind: 'order', order: ['edge', 'online', 'batch'] },
      reason: 'waiting',
      verdict: 'right',
      outcome: 'right',
    },
    {
      name: 'online and edge too near to be told apart',
      evidence: [{ 'batch.median': 1010, 'online.median': 3, 'edge.median': 2.9 }],
      prediction: { kind: 'order', order: ['online', 'edge', 'batch'] },
      reason: 'waiting',
      verdict: 'right',
      outcome: 'right',
    },
    {
      name: 'the server taken for the first',
      evidence: [{ 'batch.median': 1010, 'online.median': 6, 'edge.median': 0.5 }],
      prediction: { kind: 'order', order: ['online', 'edge', 'batch'] },
      reason: 'power',
      verdict: 'partly',
      outcome: 'pair',
    },
    {
      name: 'a slow phone beside a quick server, foreseen',
      evidence: [{ 'batch.median': 1010, 'online.median': 4, 'edge.median': 30 }],
      prediction: { kind: 'order', order: ['online', 'edge', 'batch'] },
      reason: 'waiting',
      verdict: 'right',
      outcome: 'right-online',
    },
    {
      name: 'a slow phone beside a quick server, and the edge taken for the first',
      evidence: [{ 'batch.median': 1010, 'online.median': 4, 'edge.median': 30 }],
      prediction: { kind: 'order', order: ['edge', 'online', 'batch'] },
      reason: 'waiting',
      verdict: 'partly',
      outcome: 'pair-online',
    },
    {
      name: 'the batch taken for the first',
      evidence: [{ 'batch.median': 1010, 'online.median': 6, 'edge.median': 0.5 }],
      prediction: { kind: 'order', order: ['batch', 'online', 'edge'] },
      reason: 'together',
      verdict: 'not',
      outcome: 'batch',
    },
  ],
});

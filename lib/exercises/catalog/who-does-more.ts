import { figureOf } from '../evidence/evidence';
import type { Reading } from '../evidence/reading';
import { defineExercise, type Fact } from '../exercise';

/** Answers of a second of CPU time, from the CPU time of a thousand in ms. */
function answersOf(name: string, cpu: Reading | null): Readonly<Record<string, Fact>> {
  return cpu && cpu.value > 0 ? { [name]: { unit: 'count', value: 1_000_000 / cpu.value } } : {};
}

export const exercise = defineExercise<'order'>({
  ask: {
    id: 'who-does-more',
    kind: 'order',
    level: 'apply',
    concepts: ['throughput', 'cost'],
    minutes: 4,
    title: 'Who does more with a second of work?',
    goal: 'You will know which lane gets the most answers out of a processor, and what pays for it.',
    prompt:
      'The same stream of digits goes through all three lanes, sixty of them every second. All lanes answer all of them, so the question is how hard a processor has to work for that.\n\nThe batch lane runs every two seconds, the online lane answers each request as it comes, and the edge lane works in this browser. On the server the CPU time is measured directly. In the browser it is taken to be the time for which the worker was busy, multiplied by its threads.',
    question: 'Which lane gets the most answers out of a second of CPU time?',
    input: {
      items: [
        { id: 'edge', text: 'Edge', lane: 'edge' },
        { id: 'batch', text: 'Batch', lane: 'batch' },
        { id: 'online', text: 'Online', lane: 'online' },
      ],
      first: 'most answers',
      last: 'fewest answers',
    },
    reasons: [
      { id: 'shared', text: 'Whoever takes many at a time shares what each call costs among them.' },
      { id: 'soonest', text: 'Whoever answers soonest has the most done in a second.' },
      { id: 'slow', text: 'Batch is the slowest to answer, so it must be the one that works hardest for it.' },
      { id: 'same', text: 'It is the same model on the same digits, so the work is the same everywhere.' },
    ],
    legs: [{ title: 'Three lanes, the same arrivals', changes: { perSecond: 60, count: 900 } }],
    needs: 'The CPU time of all three lanes has to be measured for this. Let each lane come to its end.',
  },
  key: {
    truth(evidence) {
      const batch = figureOf(evidence, 0, 'batch.cpu');
      const online = figureOf(evidence, 0, 'online.cpu');
      const edge = figureOf(evidence, 0, 'edge.cpu');
      return batch && online && edge ? { by: { batch, online, edge } } : null;
    },
    outcome({ verdict, parts }, _, { by: { batch, online, edge } }) {
      if (!batch || !online || !edge || batch.value >= Math.min(online.value, edge.value)) return 'other';
      if (verdict === 'right') return 'right';
      return parts.batch ? 'pair' : 'batch';
    },
    outcomes: {
      right:
        'A second of CPU time gave {batch} answers in batch, {online} online and {edge} at the edge. Batch took {pile} digits at a time on average, so that everything that goes with a call was shared among so many, while the other two go through it for nearly every digit. The thrift is paid for with time, for half of the batch answers took {batchMedian} or longer.',
      pair: 'You were right to put batch first: taking {pile} digits at a time on average, it gave {batch} answers from a second of CPU time. The other two are the other way round, with {online} online and {edge} at the edge. For each digit online has a request to read and an answer to send. The edge is spared that, but has to make do with the processor and the browser you brought.',
      batch:
        'A second of CPU time gave {batch} answers in batch, {online} online and {edge} at the edge. The batch lane does answer late, with a median of {batchMedian}, but being late is not hard work, since waiting for a run takes no CPU time. Afterwards it works through whatever has come, {pile} digits to a call on average, and these share the cost of the call.',
      other:
        'In this run a second of CPU time gave {batch} answers in batch, {online} online and {edge} at the edge. Usually batch comes first, because many digits share what a call costs. With {pile} of them to a call and a model this small, however, the start of a job can weigh as much as that saves, and larger piles would be needed to show it. The median of batch was {batchMedian}.',
    },
    usually:
      'Batch usually gets the most answers out of a second of CPU time, and online the fewest. A batch shares everything that goes with a call among many digits, while the other two go through it for nearly every digit, and online has to handle a request as well. The thrift is paid for with time, since most digits wait for the run.',
    facts(evidence) {
      const pile = figureOf(evidence, 0, 'batch.batch-size');
      const median = figureOf(evidence, 0, 'batch.median');
      return {
        ...answersOf('batch', figureOf(evidence, 0, 'batch.cpu')),
        ...answersOf('online', figureOf(evidence, 0, 'online.cpu')),
        ...answersOf('edge', figureOf(evidence, 0, 'edge.cpu')),
        ...(pile && { pile: { unit: 'count', value: Math.round(pile.value) } }),
        ...(median && { batchMedian: { unit: 'duration', value: median.value } }),
      };
    },
    reasons: {
      shared: {
        sound: true,
        why: 'Every call has a cost of its own besides the digits in it, and in a pile each digit carries only a small part of that.',
      },
      soonest: {
        sound: false,
        why: 'Being soon and being thrifty are two things: one digit at a time is soon, but each of them pays for a whole call.',
        misconception: 'throughput-is-one-over-latency',
      },
      slow: {
        sound: false,
        why: 'Batch is late because it waits for its run, and while it is waiting it uses hardly any CPU time.',
        misconception: 'batch-is-slow-online',
      },
      same: {
        sound: false,
        why: 'The model’s own sums are the same, but around them stand the call, the request and the answer, and for a small model these may be most of the work.',
        misconception: 'the-model-is-all-the-time',
      },
    },
    watch: [
      { leg: 0, figure: 'batch.cpu', words: 'Batch, CPU for a thousand', lane: 'batch' },
      { leg: 0, figure: 'online.cpu', words: 'Online, CPU for a thousand', lane: 'online' },
      { leg: 0, figure: 'edge.cpu', words: 'Edge, CPU for a thousand', lane: 'edge' },
    ],
    followUp: {
      question:
        'A sawmill takes in one log a minute and needs its grade before the next one. Would batch be the thriftier lane here?',
      choices: [
        {
          text: 'Hardly, because a pile of one has nobody to share its cost with.',
          right: true,
          why: 'The thrift is in the pile, and where items are few and urgent no pile can form, while a job for each log has a start to pay as well.',
        },
        {
          text: 'Yes, because batch gets more out of a second of CPU time than the others.',
          right: false,
          why: 'That was so with many digits to a call, and it is not a property of batch as such.',
        },
        {
          text: 'Yes, if each run is made to wait until a hundred logs have come together.',
          right: false,
          why: 'Then there is a pile, but the first log has waited more than an hour and a half for a grade that was due within a minute.',
        },
      ],
    },
  },
  examples: [
    {
      name: 'a usual laptop',
      evidence: [{ 'batch.cpu': 30, 'online.cpu': 880, 'edge.cpu': 420, 'batch.batch-size': 60, 'batch.median': 1080 }],
      prediction: { kind: 'order', order: ['batch', 'edge', 'online'] },
      reason: 'shared',
      verdict: 'right',
      outcome: 'right',
    },
    {
      name: 'a weak phone whose processor works long for each digit',
      evidence: [
        { 'batch.cpu': 32, 'online.cpu': 900, 'edge.cpu': 2600, 'batch.batch-size': 60, 'batch.median': 1160 },
      ],
      prediction: { kind: 'order', order: ['batch', 'edge', 'online'] },
      reason: 'shared',
      verdict: 'partly',
      outcome: 'pair',
    },
    {
      name: 'the latest taken for the hardest worker',
      evidence: [{ 'batch.cpu': 30, 'online.cpu': 880, 'edge.cpu': 420, 'batch.batch-size': 60, 'batch.median': 1080 }],
      prediction: { kind: 'order', order: ['online', 'edge', 'batch'] },
      reason: 'slow',
      verdict: 'not',
      outcome: 'batch',
    },
    {
      name: 'a strong device beside a slow server',
      evidence: [
        { 'batch.cpu': 120, 'online.cpu': 1400, 'edge.cpu': 60, 'batch.batch-size': 58, 'batch.median': 1110 },
      ],
      prediction: { kind: 'order', order: ['batch', 'edge', 'online'] },
      reason: 'shared',
      verdict: 'partly',
      outcome: 'other',
    },
  ],
});

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
      'The same stream of digits goes through all three lanes, sixty a second. Every lane answers all of them, so none does more than the others in that sense. The question is how hard a processor has to work for it.\n\nThe batch lane has a run every two seconds. The online lane answers each request as it comes. The edge lane runs in this browser. On the server CPU time is measured. In the browser it is the time the worker was busy, times its threads.',
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
        'A second of CPU time gave {batch} answers in batch, {online} online and {edge} at the edge. Batch took {pile} digits at a time on average, so all that goes with a call was shared among as many. The other two go through it for each digit. What pays for the thrift is time: half of the batch answers took longer than {batchMedian}.',
      pair: 'Batch first was right, with {batch} answers from a second of CPU time taking {pile} digits at a time on average. The other two are the other way round: {online} online and {edge} at the edge. Both take about one digit at a time. Online has a request to read and an answer to send for each. The edge has none of this, and runs on whatever processor you brought.',
      batch:
        'A second of CPU time gave {batch} answers in batch, {online} online and {edge} at the edge. The batch lane is late, with half of its answers after {batchMedian}, and being late is not hard work: it waits, and waiting takes no CPU time. Then it works through what has come, {pile} digits to a call on average, and they share the cost of the call.',
      other:
        'On this device a second of CPU time gave {batch} answers in batch, {online} online and {edge} at the edge. Usually batch comes first, because many digits share what a call costs. With {pile} of them to a call and a model this small, the start of a job can weigh as much as that saves. Larger piles would show it. Half of the batch answers took longer than {batchMedian}.',
    },
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
        why: 'Yes. Every call has a cost of its own besides the digits in it. In a pile each digit carries a small part of that.',
      },
      soonest: {
        sound: false,
        why: 'Soon and thrifty are two things. One digit at a time is soon, and each pays for a whole call.',
        misconception: 'throughput-is-one-over-latency',
      },
      slow: {
        sound: false,
        why: 'It is late because it waits for its run. While it waits it uses no CPU time.',
        misconception: 'batch-is-slow-online',
      },
      same: {
        sound: false,
        why: 'The model’s own sums are the same. Around them stand the call, the request and the answer, and for a small model those are most of the work.',
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
          why: 'The thrift is in the pile. Where items are few and urgent no pile forms, and a job for each log has a start to pay as well.',
        },
        {
          text: 'Yes, because batch gets more out of a second of CPU time than the others.',
          right: false,
          why: 'That was so with many digits in each pile. It is no property of batch as such.',
        },
        {
          text: 'Yes, if each run is made to wait until a hundred logs have come together.',
          right: false,
          why: 'Then there is a pile, and the first log has waited an hour and a half for a grade that was due within a minute.',
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

import type { Evidence } from '../evidence/evidence';
import { figureOf } from '../evidence/evidence';
import { ratioOf } from '../evidence/reading';
import { defineExercise, factOf } from '../exercise';

/** What is nearer to one than this is not called a difference: figures counted once (SPEC 6.2), two of them. */
const DIFFERS = 1.5;

const serverOverDevice = (evidence: Evidence) =>
  ratioOf(figureOf(evidence, 0, 'online.memory'), figureOf(evidence, 0, 'edge.memory'));

export const exercise = defineExercise<'ratio'>({
  ask: {
    id: 'memory',
    kind: 'ratio',
    level: 'apply',
    concepts: ['cost', 'device'],
    minutes: 4,
    title: 'Room to work in',
    goal: 'You will know what fills the memory of a place where a model runs.',
    prompt:
      'The same small model runs in three places. In the batch lane a process of its own loads it and works off the pile. In the online lane it sits in the process of a web server, and in the edge lane in a worker of this page. Its file takes 45 kilobytes everywhere.\n\nWhile the lanes work, the most memory that each of them occupies is noted. On the server that is the memory of the whole process. In the browser it is the memory of the runtime with the model in it, without the browser around them.',
    question:
      'At its peak, how many times as much memory does the process of the online lane occupy as the runtime of the edge lane?',
    input: { least: 0.05, most: 1000, above: 'the memory of the online lane', below: 'the memory of the edge lane' },
    reasons: [
      { id: 'file', text: 'The model is the same file everywhere, so the lanes can hardly differ in memory.' },
      { id: 'around', text: 'What stands around the model counts, and a server has far more around it.' },
      { id: 'browser', text: 'Browsers are known to be hungry, so the lane inside the browser must need the most.' },
      { id: 'requests', text: 'Online keeps every request it has answered, so its memory grows with the load.' },
    ],
    legs: [
      {
        title: 'Three lanes, and the memory of each',
        changes: { count: 400, perSecond: 40, seed: 21 },
        // Neither has a bearing on how much memory is held at the peak.
        onPurpose: ['unstable', 'generator-late'],
      },
    ],
  },
  key: {
    truth(evidence) {
      const ratio = serverOverDevice(evidence);
      return ratio && { ratio };
    },
    outcome({ verdict }, given, { ratio }) {
      if (ratio.value < DIFFERS) return 'near';
      if (verdict === 'right') return 'right';
      if (given.ratio > ratio.value) return 'high';
      return given.ratio < 1 ? 'reversed' : 'low';
    },
    outcomes: {
      right:
        'Well judged. At their peaks the online lane occupied {online} and the edge lane {edge}, which makes {times} times as much, while the process of the batch lane took {batch}. The model’s file of {file} is lost in all three. A process of the server also holds a language runtime, a web server or a job runner, copies of the model for its workers, and memory that it has not yet given back.',
      low: 'You had the right lane and too small a difference. The online lane occupied {online} at its peak and the edge lane {edge}, which makes {times} times as much, while the process of the batch lane took {batch}. The file of the model, with {file}, explains none of this. What fills a process on the server is the software around the model, and most of it is there before the first picture comes.',
      reversed:
        'It is the other way about. The online lane occupied {online} at its peak, {times} times as much as the {edge} of the edge lane, and the process of the batch lane took {batch}. Browsers are hungry because of their pages, pictures and tabs, which are not counted here. The runtime that does the sums is lean, and the model itself is a file of {file}.',
      high: 'The online lane does need more, though less than you thought: {online} at its peak, which is {times} times the {edge} of the edge lane. The process of the batch lane took {batch}. Even a lean runtime has to come with all the operations that models may use and with room to compute in, so it is far larger than the model, whose file takes {file}.',
      near: 'In this run the online lane did not stand out, with {online} online and {edge} at the edge, and {batch} in batch. Usually a process of the server holds several times as much as the runtime in a browser, because a whole web server comes with it. None of these figures has much to do with the model, whose file takes {file}.',
    },
    usually:
      'The process of the server usually occupies many times as much memory as the runtime in the browser. The file of the model is lost in both. A process of the server also holds a language runtime, a web server, copies of the model for its workers, and memory that it has not yet given back.',
    facts: (evidence) => ({
      ...factOf('batch', 'bytes', figureOf(evidence, 0, 'batch.memory')),
      ...factOf('online', 'bytes', figureOf(evidence, 0, 'online.memory')),
      ...factOf('edge', 'bytes', figureOf(evidence, 0, 'edge.memory')),
      ...factOf('file', 'bytes', figureOf(evidence, 0, 'edge.model-bytes')),
      ...factOf('times', 'ratio', serverOverDevice(evidence)),
    }),
    reasons: {
      file: {
        sound: false,
        why: 'The file is the same, but it is a tiny part of what runs. To judge memory by the model alone is like judging a lorry by its driver.',
      },
      around: {
        sound: true,
        why: 'Yes. A server brings a language runtime, a web server and room for many requests, while the device brings a runtime for models and little else.',
      },
      browser: {
        sound: false,
        why: 'A browser does need much memory for its pages and tabs. Running a small model adds little to that, and only what it adds is counted here.',
      },
      requests: {
        sound: false,
        why: 'A picture takes about three kilobytes and is dropped once it is answered. What stays is the process itself, whose size has little to do with how many pictures have passed through it.',
      },
    },
    watch: [
      { leg: 0, figure: 'batch.memory', words: 'Batch', lane: 'batch' },
      { leg: 0, figure: 'online.memory', words: 'Online', lane: 'online' },
      { leg: 0, figure: 'edge.memory', words: 'Edge', lane: 'edge' },
    ],
    followUp: {
      question:
        'The site becomes popular, and two hundred people use it at the same moment. What happens to the memory that all of them together take up?',
      choices: [
        {
          text: 'At the edge it grows two-hundredfold, online hardly, as one process serves them all.',
          right: true,
          why: 'Each device holds a runtime and a model of its own. The server holds them once for everybody and needs only a little more for each request.',
        },
        {
          text: 'Online it grows two-hundredfold, at the edge hardly, as each device is on its own.',
          right: false,
          why: 'Each device needs no more than before, but there are two hundred of them. On the server, all requests share one process and its model.',
        },
        {
          text: 'In both it grows two-hundredfold, since everybody needs a copy of the model.',
          right: false,
          why: 'At the edge everybody does. A server loads its model once, or once a worker, and lets all requests use it.',
        },
      ],
    },
  },
  examples: [
    {
      name: 'a usual laptop, foreseen',
      evidence: [memory({ batch: 267e6, online: 301e6, edge: 17e6 })],
      prediction: { kind: 'ratio', ratio: 12 },
      reason: 'around',
      verdict: 'right',
      outcome: 'right',
    },
    {
      name: 'the file taken for all there is',
      evidence: [memory({ batch: 267e6, online: 301e6, edge: 17e6 })],
      prediction: { kind: 'ratio', ratio: 1 },
      reason: 'file',
      verdict: 'not',
      outcome: 'low',
    },
    {
      name: 'a weak phone, whose browser is taken for the hungry one',
      evidence: [memory({ batch: 267e6, online: 301e6, edge: 16.8e6 })],
      prediction: { kind: 'ratio', ratio: 0.2 },
      reason: 'browser',
      verdict: 'not',
      outcome: 'reversed',
    },
    {
      name: 'a small server, thought to be enormous',
      evidence: [memory({ batch: 92e6, online: 130e6, edge: 17e6 })],
      prediction: { kind: 'ratio', ratio: 500 },
      reason: 'requests',
      verdict: 'not',
      outcome: 'high',
    },
    {
      name: 'a runtime that has grown as large as the server',
      evidence: [memory({ batch: 110e6, online: 130e6, edge: 120e6 })],
      prediction: { kind: 'ratio', ratio: 20 },
      reason: 'around',
      verdict: 'not',
      outcome: 'near',
    },
  ],
});

/** Peaks, bytes. */
function memory({ batch, online, edge }: Readonly<Record<'batch' | 'online' | 'edge', number>>) {
  return { 'batch.memory': batch, 'online.memory': online, 'edge.memory': edge, 'edge.model-bytes': 45_311 };
}

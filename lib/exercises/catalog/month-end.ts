import { PLAIN_FACTOR } from '../../measure/rules';
import { MODE_IDS } from '../../modes';
import { figureOf } from '../evidence/evidence';
import { defineExercise, factOf } from '../exercise';

/** Up to so many times the least CPU time a lane is a second best. */
const SECOND_BEST = 3;

export const exercise = defineExercise<'choose'>({
  ask: {
    id: 'month-end',
    kind: 'choose',
    level: 'analyse',
    concepts: ['choosing', 'cost'],
    minutes: 5,
    title: 'The month-end book',
    goal: 'You will be able to choose a lane where there is much to score, and defend the choice with what was measured.',
    prompt:
      'At the end of each month a bank estimates the risk of every loan it has given. All the loans are in a database, the report is due in the morning and nobody is waiting meanwhile. The bank pays for its machines by the second in which they work.\n\nHere three thousand loans stand for the book. All of them are there at the start, and each lane works through them. For the online lane they are sent from the server itself, as a script of the bank would do it.',
    question: 'Which lane would you give this book to?',
    input: {
      options: [
        { id: 'batch', text: 'Batch: one job that takes the loans in large piles', lane: 'batch' },
        { id: 'online', text: 'Online: a script that asks the risk service loan by loan', lane: 'online' },
        { id: 'edge', text: 'Edge: the computer of whoever reads the report in the morning', lane: 'edge' },
      ],
    },
    reasons: [
      { id: 'each', text: 'Time is plentiful, so what counts is how little work each loan takes.' },
      { id: 'latency', text: 'The lane that answers a single loan soonest is through the book first.' },
      { id: 'ready', text: 'The risk service is running anyway, so using it at night costs nothing.' },
      { id: 'spread', text: 'What is computed on somebody’s desk is work the bank need not pay for.' },
    ],
    legs: [
      {
        title: 'The whole book, through each lane',
        changes: { modelId: 'credit-risk', pattern: 'at-once', count: 3000, generator: 'server' },
        // A pile that is there at once is worked off unevenly, and is not sent by a schedule.
        onPurpose: ['unstable', 'generator-late'],
      },
    ],
    needs: 'The CPU time of all three lanes has to be measured for this. Let each lane come to its end.',
  },
  key: {
    truth(evidence) {
      const used = MODE_IDS.map((id) => ({ id, cpu: figureOf(evidence, 0, `${id}.cpu`)?.value ?? 0 }));
      if (used.some(({ cpu }) => cpu <= 0)) return null;
      const least = Math.min(...used.map(({ cpu }) => cpu));
      const creditOf = (times: number) => (times <= PLAIN_FACTOR ? 1 : times <= SECOND_BEST ? 0.5 : 0);
      return { credits: Object.fromEntries(used.map(({ id, cpu }) => [id, creditOf(cpu / least)])) };
    },
    outcome: (_, { choice }, { credits }) => (credits[choice] === 1 ? 'best' : choice),
    outcomes: {
      best: 'None of the lanes plainly beat your choice on work. A thousand loans took {batchCpu} of CPU time in batch, {onlineCpu} online and {edgeCpu} at the edge. For each second of computing in the model itself, the lanes gave {batchRate}, {onlineRate} and {edgeRate} answers. When all the items are there and nobody is waiting, the work that each of them takes is the figure to go by, and how soon a single loan is answered hardly matters.',
      batch:
        'In this run batch was beaten, since a thousand loans took {batchCpu} of CPU time in batch, {onlineCpu} online and {edgeCpu} at the edge. The idea behind your choice is sound all the same, because a pile shares what every call costs. Three thousand loans are not many for that, and a job has a start of its own to pay, whereas a real book may run to millions.',
      online:
        'Asking loan by loan works, but every loan has to pay for a request of its own, which must be packed, sent, received and read. A thousand of them took {onlineCpu} of CPU time online, compared with {batchCpu} in batch and {edgeCpu} at the edge. Online buys an answer now, and since nobody wants one now, the bank would be paying for something that it does not use.',
      edge: 'A single computer on a desk took {edgeCpu} of CPU time for a thousand loans, which it answers one at a time, compared with {batchCpu} in batch and {onlineCpu} online. All the bank’s loans would also have to travel to that desk, although they are better left in the database. The edge is at its best where the data come into being on the device.',
    },
    usually:
      'Usually it is the batch lane that takes the least work for each loan. When all the items are there and nobody is waiting, that is the figure to go by, and how soon a single loan is answered hardly matters. Large piles share what every call costs before its first loan.',
    facts: (evidence) => ({
      ...factOf('batchCpu', 'duration', figureOf(evidence, 0, 'batch.cpu')),
      ...factOf('onlineCpu', 'duration', figureOf(evidence, 0, 'online.cpu')),
      ...factOf('edgeCpu', 'duration', figureOf(evidence, 0, 'edge.cpu')),
      ...factOf('batchRate', 'count', figureOf(evidence, 0, 'batch.compute-rate')),
      ...factOf('onlineRate', 'count', figureOf(evidence, 0, 'online.compute-rate')),
      ...factOf('edgeRate', 'count', figureOf(evidence, 0, 'edge.compute-rate')),
    }),
    reasons: {
      each: {
        sound: true,
        why: 'With the deadline hours away every lane is in time, and since the bill is made of work, the least work for each loan decides.',
      },
      latency: {
        sound: false,
        why: 'The time of a single answer says little about three thousand, because work that is done in piles can have a late first answer and an early end.',
        misconception: 'throughput-is-one-over-latency',
      },
      ready: {
        sound: false,
        why: 'The service may be running, but its work still takes seconds of CPU time for which the bank pays, and more of them if every loan is a request.',
        misconception: 'idle-costs-nothing',
      },
      spread: {
        sound: false,
        why: 'Somebody pays for that computer, its electricity and the time of whoever sits in front of it, and the loans would have to leave the database.',
      },
    },
    watch: [
      { leg: 0, figure: 'batch.cpu', words: 'Batch, CPU for a thousand', lane: 'batch' },
      { leg: 0, figure: 'online.cpu', words: 'Online, CPU for a thousand', lane: 'online' },
      { leg: 0, figure: 'edge.cpu', words: 'Edge, CPU for a thousand', lane: 'edge' },
    ],
    followUp: {
      question:
        'Some customers phone in the course of the month to change a loan, and the clerk wants the new risk during the call. What fits?',
      choices: [
        {
          text: 'Score the book at month’s end as before, and the changed loan online.',
          right: true,
          why: 'The many loans that can wait stay cheap, and the few that cannot are answered at once, which is how a good many real systems are built.',
        },
        {
          text: 'Move the whole book to the online service, so that there is one system.',
          right: false,
          why: 'One system is easier to look after, but then all the loans would pay for the haste of a few.',
        },
        {
          text: 'Run the batch over the whole book every minute, so that it is never far behind.',
          right: false,
          why: 'The clerk would have the answer within a minute or so, but every other loan would be scored again each time for nothing.',
        },
      ],
    },
  },
  examples: [
    {
      name: 'a usual laptop',
      evidence: [
        {
          'batch.cpu': 4.6,
          'online.cpu': 280,
          'edge.cpu': 150,
          'batch.compute-rate': 290_000,
          'online.compute-rate': 19_000,
          'edge.compute-rate': 6600,
        },
      ],
      prediction: { kind: 'choose', choice: 'batch' },
      reason: 'each',
      verdict: 'right',
      outcome: 'best',
    },
    {
      name: 'the service that is up anyway',
      evidence: [
        {
          'batch.cpu': 4.6,
          'online.cpu': 280,
          'edge.cpu': 150,
          'batch.compute-rate': 290_000,
          'online.compute-rate': 19_000,
          'edge.compute-rate': 6600,
        },
      ],
      prediction: { kind: 'choose', choice: 'online' },
      reason: 'ready',
      verdict: 'not',
      outcome: 'online',
    },
    {
      name: 'the edge, on a weak phone',
      evidence: [
        {
          'batch.cpu': 5.1,
          'online.cpu': 310,
          'edge.cpu': 2100,
          'batch.compute-rate': 240_000,
          'online.compute-rate': 16_000,
          'edge.compute-rate': 900,
        },
      ],
      prediction: { kind: 'choose', choice: 'edge' },
      reason: 'spread',
      verdict: 'not',
      outcome: 'edge',
    },
    {
      name: 'a strong device beside a server that starts its jobs slowly',
      evidence: [
        {
          'batch.cpu': 60,
          'online.cpu': 280,
          'edge.cpu': 25,
          'batch.compute-rate': 290_000,
          'online.compute-rate': 19_000,
          'edge.compute-rate': 42_000,
        },
      ],
      prediction: { kind: 'choose', choice: 'batch' },
      reason: 'each',
      verdict: 'partly',
      outcome: 'batch',
    },
  ],
});

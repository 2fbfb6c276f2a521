import { PLAIN_FACTOR } from '../../measure/rules';
import { MODE_IDS } from '../../modes';
import { figureOf } from '../evidence/evidence';
import { defineExercise, factOf } from '../exercise';

/** Up to so many times the least computing a lane is a second best. */
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
      'At the end of each month a bank estimates the risk of every loan it has given. All the loans are in a database, the report is due in the morning and nobody is waiting meanwhile. Whoever runs the model pays for each second in which it computes.\n\nHere three thousand loans stand for the book. All of them are there at the start, and each lane works through them. For the online lane they are sent from the server itself, as a script of the bank would do it. Measured is how many loans each lane scores in a second in which its model computes. Where several threads compute side by side, the time of each counts.',
    question: 'Which lane would you give this book to?',
    input: {
      options: [
        { id: 'batch', text: 'Batch: one job that takes the loans in large piles', lane: 'batch' },
        { id: 'online', text: 'Online: a script that asks the risk service loan by loan', lane: 'online' },
        { id: 'edge', text: 'Edge: the computer of whoever reads the report in the morning', lane: 'edge' },
      ],
    },
    reasons: [
      { id: 'each', text: 'Time is plentiful, so what counts is how little computing each loan takes.' },
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
    needs: 'All three lanes have to compute something for this. Let each lane come to its end.',
  },
  key: {
    truth(evidence) {
      const rates = MODE_IDS.map((id) => ({ id, rate: figureOf(evidence, 0, `${id}.compute-rate`)?.value ?? 0 }));
      if (rates.some(({ rate }) => rate <= 0)) return null;
      const most = Math.max(...rates.map(({ rate }) => rate));
      const creditOf = (times: number) => (times <= PLAIN_FACTOR ? 1 : times <= SECOND_BEST ? 0.5 : 0);
      return { credits: Object.fromEntries(rates.map(({ id, rate }) => [id, creditOf(most / rate)])) };
    },
    outcome: (_, { choice }, { credits }) => (credits[choice] === 1 ? 'best' : choice),
    outcomes: {
      best: 'None of the lanes plainly beat your choice. A second of computing scored {batchRate} loans in batch, {onlineRate} online and {edgeRate} at the edge. When all the items are there and nobody is waiting, that is the figure to go by, and how soon a single loan is answered hardly matters. Work around the model is not in it, and a request for each loan needs more of that than one job for all of them.',
      batch:
        'In this run batch was beaten, since a second of computing scored {batchRate} loans in batch, {onlineRate} online and {edgeRate} at the edge. The idea behind your choice is sound all the same, because a pile shares what every call costs. A stronger processor can outweigh that, and the server may have been at work for others.',
      online:
        'Asking loan by loan works, but every loan has to pay for a request of its own, which must be packed, sent, received and read. In the model alone, a second of computing scored {onlineRate} of them, compared with {batchRate} in batch and {edgeRate} at the edge. Online buys an answer now, and since nobody wants one now, the bank would be paying for something that it does not use.',
      edge: 'A single computer on a desk scored {edgeRate} loans in a second of computing, which it takes one at a time, compared with {batchRate} in batch and {onlineRate} online. All the bank’s loans would also have to travel to that desk, although they are better left in the database. The edge is at its best where the data come into being on the device.',
    },
    usually:
      'Usually it is the batch lane that scores the most loans in a second of computing. When all the items are there and nobody is waiting, that is the figure to go by, and how soon a single loan is answered hardly matters. Large piles share what every call costs before its first loan.',
    facts: (evidence) => ({
      ...factOf('batchRate', 'count', figureOf(evidence, 0, 'batch.compute-rate')),
      ...factOf('onlineRate', 'count', figureOf(evidence, 0, 'online.compute-rate')),
      ...factOf('edgeRate', 'count', figureOf(evidence, 0, 'edge.compute-rate')),
    }),
    reasons: {
      each: {
        sound: true,
        why: 'With the deadline hours away every lane is in time, and since the bill is made of computing, the least of it for each loan decides.',
      },
      latency: {
        sound: false,
        why: 'The time of a single answer says little about three thousand, because work that is done in piles can have a late first answer and an early end.',
        misconception: 'throughput-is-one-over-latency',
      },
      ready: {
        sound: false,
        why: 'The service may be running, but each second in which it computes is paid for all the same, and asking loan by loan takes more of them.',
        misconception: 'idle-costs-nothing',
      },
      spread: {
        sound: false,
        why: 'Somebody pays for that computer, its electricity and the time of whoever sits in front of it, and the loans would have to leave the database.',
      },
    },
    watch: [
      { leg: 0, figure: 'batch.compute-rate', words: 'Batch, for a second of computing', lane: 'batch' },
      { leg: 0, figure: 'online.compute-rate', words: 'Online, for a second of computing', lane: 'online' },
      { leg: 0, figure: 'edge.compute-rate', words: 'Edge, for a second of computing', lane: 'edge' },
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
      name: 'a strong device beside a weak server',
      evidence: [
        {
          'batch.compute-rate': 24_000,
          'online.compute-rate': 6000,
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

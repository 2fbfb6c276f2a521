import { figureOf } from '../evidence/evidence';
import { defineExercise, factOf } from '../exercise';

/** What the case allows. ms */
const LIMIT_MS = 300;
/** In time, and without the data that decides. */
const BLIND = 0.3;
/** Half of the payments in time, and not nine in ten. */
const OFTEN_LATE = 0.5;

export const exercise = defineExercise<'choose'>({
  ask: {
    id: 'fraud-at-the-till',
    kind: 'choose',
    level: 'analyse',
    concepts: ['choosing', 'latency'],
    minutes: 5,
    title: 'Three hundred milliseconds',
    goal: 'You will be able to hold each lane against a limit of time and against the data that an answer needs.',
    prompt:
      'A card is held to a till, and within 300 milliseconds a model has to say whether the payment looks like fraud. What gives a stolen card away is where else it was used in the last hour, and that is known only to the bank’s server, which the till reaches over the wireless network of the shop. When that network is down, the till may still take cards.\n\nOur credit model stands in for the one of the bank. The wireless network is emulated and labelled accordingly, and the batch lane runs every two seconds.',
    question: 'What would you build?',
    input: {
      options: [
        { id: 'batch', text: 'Batch: collect payments and score them at the next run', lane: 'batch' },
        { id: 'online', text: 'Online: ask the bank’s server about each payment', lane: 'online' },
        { id: 'edge', text: 'Edge: a model in the till, which sees only what the till sees', lane: 'edge' },
        { id: 'fallback', text: 'Online, with a model in the till for when the network is down' },
      ],
    },
    reasons: [
      { id: 'both', text: 'The answer must be in time, and it must come from where the history is.' },
      { id: 'soonest', text: 'At a till only speed counts, so the lane that answers first is the best.' },
      { id: 'careful', text: 'Fraud has to be looked at with care, and a batch can look at everything together.' },
      { id: 'average', text: 'As long as the average answer is within the limit, the queue at the till will be fine.' },
    ],
    legs: [
      {
        title: 'Three lanes, the server over wireless',
        changes: { modelId: 'credit-risk', network: 'wifi', perSecond: 30, count: 300 },
      },
    ],
  },
  key: {
    truth(evidence) {
      const batch = figureOf(evidence, 0, 'batch.median');
      const online = figureOf(evidence, 0, 'online.median');
      const nearlyAll = figureOf(evidence, 0, 'online.p90');
      const edge = figureOf(evidence, 0, 'edge.median');
      if (!batch || !online || !nearlyAll || !edge) return null;
      const asked = nearlyAll.value <= LIMIT_MS ? 1 : online.value <= LIMIT_MS ? OFTEN_LATE : 0;
      return {
        credits: {
          batch: batch.value <= LIMIT_MS ? OFTEN_LATE : 0,
          online: asked,
          edge: edge.value <= LIMIT_MS ? BLIND : 0,
          fallback: asked,
        },
      };
    },
    outcome(_, { choice }, { credits }) {
      if (choice === 'batch' || choice === 'edge') return choice;
      return credits[choice] === 1 ? 'fits' : 'late';
    },
    outcomes: {
      fits: 'Over the shop’s wireless network half of the online answers came within {online} and nine in ten within {nearly}, where 300 ms are allowed, so there is time to ask the one place that knows where else the card was used. The till alone took {edge}, and batch {batch}. Asking online can be defended with or without a model in the till, which would be a weaker second line for when the network is down.',
      late: 'You chose the place that has the data, but on this connection it was late too often: half of the answers came within {online} and nine in ten within {nearly}, where 300 ms are allowed. Before you give the idea up, find out what takes the time. The till alone took {edge} at the median, although it cannot know where else the card was used.',
      edge: 'The till’s own model answered half of the payments within {edge}, while online took {online} at the median and {nearly} for nine in ten, with 300 ms allowed. An answer that comes even sooner than the limit wins nothing here. What the till lacks is the last hour of the card, so it could let a stolen one pass that was used in another city ten minutes ago.',
      batch:
        'Half of the payments in the batch lane were answered within {batch}, where 300 ms are allowed, so a customer would have to stand and wait. The model is no slower at its work in a batch, but it has to wait for the clock. Online took {online} at the median and the till {edge}. What a batch could do is to look for patterns at night, in addition to whatever guards the till.',
    },
    usually:
      'Asking online usually fits, with or without a model in the till for when the network is down. Over a wireless network nearly all answers come well within the limit, so there is time to ask the one place that knows where else the card was used. The till alone is quick and does not know it. Batch knows it and comes too late.',
    facts: (evidence) => ({
      ...factOf('batch', 'duration', figureOf(evidence, 0, 'batch.median')),
      ...factOf('online', 'duration', figureOf(evidence, 0, 'online.median')),
      ...factOf('nearly', 'duration', figureOf(evidence, 0, 'online.p90')),
      ...factOf('edge', 'duration', figureOf(evidence, 0, 'edge.median')),
    }),
    reasons: {
      both: {
        sound: true,
        why: 'Those are the two tests, and a plan has to pass both of them: being in time is no use without the history, and the history is no use when it comes too late.',
      },
      soonest: {
        sound: false,
        why: 'Speed counts only up to the limit, and once an answer is in time, what it knows is worth more than how soon it comes.',
      },
      careful: {
        sound: false,
        why: 'A batch uses the same model with the same care and merely starts later, which at a till is too late.',
      },
      average: {
        sound: false,
        why: 'The customers who have to wait are the ones with slow answers, so compare the limit with nine in ten or with ninety-nine in a hundred, and leave the average out of it.',
        misconception: 'the-average-says-it-all',
      },
    },
    watch: [
      { leg: 0, figure: 'batch.median', words: 'Batch', lane: 'batch' },
      { leg: 0, figure: 'online.p90', words: 'Online, nine in ten', lane: 'online' },
      { leg: 0, figure: 'edge.median', words: 'Edge', lane: 'edge' },
    ],
    followUp: {
      question:
        'The same bank fits tills on ferries, which have no network for hours. The limit stays. What is the soundest plan there?',
      choices: [
        {
          text: 'A model in the till with a low limit on sums, and a check by the server in port.',
          right: true,
          why: 'The till can use only what it sees, and a low limit keeps the loss small until somebody who knows more can look.',
        },
        {
          text: 'Online as before, because only the server has seen the card’s last hour.',
          right: false,
          why: 'That does make the server the better judge, but for hours it cannot be reached at all.',
        },
        {
          text: 'A batch of all payments in port, since no answer can be had at sea in any case.',
          right: false,
          why: 'A till with a model of its own can answer at sea, whereas a batch in port is a second look, after the goods are gone.',
        },
      ],
    },
  },
  examples: [
    {
      name: 'a usual laptop',
      evidence: [{ 'batch.median': 1080, 'online.median': 12, 'online.p90': 17, 'edge.median': 0.4 }],
      prediction: { kind: 'choose', choice: 'online' },
      reason: 'both',
      verdict: 'right',
      outcome: 'fits',
    },
    {
      name: 'a weak phone, and the plan with a reserve',
      evidence: [{ 'batch.median': 1240, 'online.median': 42, 'online.p90': 110, 'edge.median': 3.5 }],
      prediction: { kind: 'choose', choice: 'fallback' },
      reason: 'both',
      verdict: 'right',
      outcome: 'fits',
    },
    {
      name: 'the soonest taken for the best',
      evidence: [{ 'batch.median': 1080, 'online.median': 12, 'online.p90': 17, 'edge.median': 0.4 }],
      prediction: { kind: 'choose', choice: 'edge' },
      reason: 'soonest',
      verdict: 'not',
      outcome: 'edge',
    },
    {
      name: 'a batch at the till',
      evidence: [{ 'batch.median': 1080, 'online.median': 12, 'online.p90': 17, 'edge.median': 0.4 }],
      prediction: { kind: 'choose', choice: 'batch' },
      reason: 'careful',
      verdict: 'not',
      outcome: 'batch',
    },
    {
      name: 'a site on the other side of the world, over a poor line',
      evidence: [{ 'batch.median': 1900, 'online.median': 280, 'online.p90': 460, 'edge.median': 0.6 }],
      prediction: { kind: 'choose', choice: 'online' },
      reason: 'average',
      verdict: 'partly',
      outcome: 'late',
    },
  ],
});

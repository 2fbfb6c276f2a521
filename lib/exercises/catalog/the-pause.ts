import { figureOf } from '../evidence/evidence';
import { defineExercise, factOf } from '../exercise';

export const exercise = defineExercise<'flaw'>({
  ask: {
    id: 'the-pause',
    kind: 'flaw',
    level: 'analyse',
    concepts: ['measuring', 'latency'],
    minutes: 5,
    title: 'The pause that nobody felt',
    goal: 'You will be able to check whether a load test shows what customers would feel.',
    prompt:
      'A ticket shop wants to know whether its server can take the rush on a Friday morning. A test script sends requests for a minute, and although the server stands still for a second and a half in the middle of it, the report looks splendid.\n\nAfterwards you look at such a pause yourself: the online lane stands still for one second of a run.',
    question: 'What did the script do wrong, and how should the test be done?',
    input: {
      report: {
        title: 'Ready for Friday',
        text: 'A request was to be sent every 20 ms. The script sends one, waits for its answer, notes how long that took, and sends the next at the following 20 ms mark. The server’s log shows one pause of 1.5 s. Even so, 99 of 100 requests were answered within 11 ms.',
        rows: [
          { label: 'Length of the test', value: '60 s' },
          { label: 'Requests sent', value: '2,925' },
          { label: 'p99', value: '11 ms' },
          { label: 'Slowest answer', value: '1.5 s' },
        ],
      },
      flaws: [
        { id: 'few', text: 'A p99 needs more requests than the 2,925 that were sent.' },
        { id: 'waited', text: 'The script held its requests back in the pause, and their waiting was never counted.' },
        { id: 'outlier', text: 'The slowest answer is a freak value, and it should have been left out.' },
        { id: 'percentile', text: 'The p99 is the wrong figure, for the average would have shown the pause.' },
      ],
      remedies: [
        { id: 'longer', text: 'Let the script run for an hour, so that a pause has its proper weight.' },
        { id: 'average', text: 'Report the average beside the p99, so that the slow answer counts.' },
        { id: 'schedule', text: 'Fix beforehand when each request is due, send it then, and count from that moment.' },
        { id: 'again', text: 'Repeat the test until it runs through without a pause, and report that.' },
      ],
    },
    reasons: [
      { id: 'one', text: 'One slow answer in 2,925 is rarer than one in a hundred, so the p99 is right as it is.' },
      { id: 'customers', text: 'Customers do not wait for each other: in a pause they keep on coming.' },
      { id: 'quick', text: 'As soon as the pause was over the server was quick again, so little was lost.' },
      { id: 'slots', text: 'In the pause there were dozens of moments at which a request was due.' },
    ],
    legs: [
      {
        title: 'The online lane, standing still for a second',
        changes: { lanes: ['online'], count: 900, perSecond: 55, stallMs: 1000 },
        // What was held back leaves in one go, and a slow browser needs a moment for that.
        onPurpose: ['generator-late'],
      },
    ],
  },
  key: {
    truth: (evidence) =>
      figureOf(evidence, 0, 'online.p99') && figureOf(evidence, 0, 'online.uncorrected-p99')
        ? { flaw: 'waited', remedies: ['schedule'] }
        : null,
    outcome({ parts }) {
      if (parts.flaw) return parts.remedy ? 'right' : 'flaw';
      return parts.remedy ? 'remedy' : 'neither';
    },
    outcomes: {
      right:
        'You saw through it. In 60 seconds there was room for 3,000 requests, and the 75 that are missing are the ones that customers would have sent into the pause. In your own run the p99 is {due} when each request is timed from the moment it was due. A script that waits for its answers would have reported {sent}. That figure is worked out from the same answers, less the requests that such a script would not have sent while it waited.',
      flaw: 'The flaw is the one you named: for 1.5 seconds nothing was sent, so 75 of 3,000 requests are missing and nobody counted their wait. The remedy has to bring them back, by a schedule that is fixed beforehand and a clock that starts when each request is due. Your run has a p99 of {due} from the due moment, and a script that waits would have reported {sent} from the same answers. A longer test or one more figure changes nothing if the sender still waits.',
      remedy:
        'A fixed schedule is the remedy, and it also tells you what was wrong: without one the script waited in step with the server, so that 75 of 3,000 requests were never sent and their waiting was never counted. The fault has a name, coordinated omission. In your own run the p99 is {due} when it is counted from the moment each request was due, and a script that waits would have made {sent} of the same answers.',
      neither:
        'Do the sum: one request every 20 ms for 60 seconds makes 3,000, and 2,925 were sent. The 75 that are missing fell into the pause, for the script was waiting and sent none, where real customers would have come and waited. Your own run was looked at in both ways: from the moment each request was due its p99 is {due}, and a script that waits would have reported {sent}. Only the first belongs in a report.',
    },
    usually:
      'The script waited for each answer before it sent the next request, and the remedy is to send by a schedule, as customers would. During the pause it sent nothing, so the requests that would have met the pause are missing from its report. Timed from the moment it was due, each of them would have been a slow answer.',
    facts: (evidence) => ({
      ...factOf('due', 'duration', figureOf(evidence, 0, 'online.p99')),
      ...factOf('sent', 'duration', figureOf(evidence, 0, 'online.uncorrected-p99')),
    }),
    reasons: {
      one: {
        sound: false,
        why: 'It is one in 2,925 because the script saw to it. Had it kept to its plan, 76 requests of 3,000 would have met the pause, which is more than two in a hundred.',
      },
      customers: {
        sound: true,
        why: 'That is the heart of it. A test must keep on sending as its customers would.',
      },
      quick: {
        sound: false,
        why: 'The server did lose little, since it had less to do. Everybody who would have come in that second and a half lost up to a second and a half.',
      },
      slots: {
        sound: true,
        why: 'Yes, 75 of them at one every 20 ms. Each would have been a slow answer, and the report holds one.',
      },
    },
    watch: [
      { leg: 0, figure: 'online.p99', words: 'p99 from the due moment', lane: 'online' },
      { leg: 0, figure: 'online.uncorrected-p99', words: 'p99 as a script that waits would have it', lane: 'online' },
    ],
    followUp: {
      question:
        'A clinic measures how long patients sit in its waiting room. On a day of bad delays the door is shut at ten, and people queue in the street. What becomes of the measured waiting time?',
      choices: [
        {
          text: 'It rises, since people in the street wait far longer than usual.',
          right: false,
          why: 'They do wait longer, but the street is not measured. The clock starts inside the door.',
        },
        {
          text: 'It looks good, since those who wait the longest are not yet in the room.',
          right: true,
          why: 'The delay decides when the clock starts. To be fair it has to start when a patient turns up, wherever the patient stands.',
        },
        {
          text: 'It is not affected, since the doctors take as long for a patient as before.',
          right: false,
          why: 'The doctors’ time is one thing and the wait another. What is left out here is a part of the wait.',
        },
      ],
    },
  },
  examples: [
    {
      name: 'a usual laptop: the flaw and its remedy',
      evidence: [
        {
          'online.p99': { value: 860, low: 790, high: 930 },
          'online.uncorrected-p99': { value: 48, low: 37, high: 56 },
        },
      ],
      prediction: { kind: 'flaw', flaw: 'waited', remedy: 'schedule' },
      reason: 'customers',
      verdict: 'right',
      outcome: 'right',
    },
    {
      name: 'a weak phone: the flaw, and a longer test',
      evidence: [
        {
          'online.p99': { value: 1080, low: 990, high: 1150 },
          'online.uncorrected-p99': { value: 230, low: 190, high: 260 },
        },
      ],
      prediction: { kind: 'flaw', flaw: 'waited', remedy: 'longer' },
      reason: 'slots',
      verdict: 'partly',
      outcome: 'flaw',
    },
    {
      name: 'the remedy without the flaw',
      evidence: [
        {
          'online.p99': { value: 860, low: 790, high: 930 },
          'online.uncorrected-p99': { value: 48, low: 37, high: 56 },
        },
      ],
      prediction: { kind: 'flaw', flaw: 'few', remedy: 'schedule' },
      reason: 'customers',
      verdict: 'partly',
      outcome: 'remedy',
    },
    {
      name: 'the slow answer taken for a freak',
      evidence: [
        {
          'online.p99': { value: 860, low: 790, high: 930 },
          'online.uncorrected-p99': { value: 48, low: 37, high: 56 },
        },
      ],
      prediction: { kind: 'flaw', flaw: 'outlier', remedy: 'again' },
      reason: 'one',
      verdict: 'not',
      outcome: 'neither',
    },
  ],
});

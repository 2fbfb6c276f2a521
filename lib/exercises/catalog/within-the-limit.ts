import { figureOf } from '../evidence/evidence';
import { defineExercise, factOf } from '../exercise';

export const exercise = defineExercise<'flaw'>({
  ask: {
    id: 'within-the-limit',
    kind: 'flaw',
    level: 'analyse',
    concepts: ['latency', 'measuring'],
    minutes: 4,
    title: 'Well within the limit',
    goal: 'You will be able to tell whether a report supports what it promises about waiting.',
    prompt:
      'A delivery firm tests an app that reads house numbers on the driver’s own phone. Once in a while the phone stands still for a moment, as phones do, and the firm wants to know whether its drivers get their answers soon enough. This is the report it was given.\n\nAfterwards you make such a run yourself: the edge lane reads digits for about twelve seconds, and is made to stand still for 1.2 of them.',
    question: 'What is wrong with this report, and what should be done about it?',
    input: {
      report: {
        title: 'House numbers: soon enough',
        text: 'The app was given 5,000 pictures at random moments. Every one was answered, each was timed from when it came up, and the model had been warm for a minute before. The average latency is far below the limit, so drivers will not be kept waiting.',
        rows: [
          { label: 'Pictures', value: '5,000' },
          { label: 'Answered', value: '5,000' },
          { label: 'Average latency', value: '68 ms' },
          { label: 'Limit for a driver', value: '250 ms' },
        ],
      },
      flaws: [
        { id: 'few', text: 'Five thousand pictures are too few to speak for what drivers will meet with.' },
        { id: 'clock', text: 'The clock starts too early: it should start when the app begins to compute.' },
        { id: 'warm', text: 'The model was warm, and a fair test includes the first answer after a start.' },
        {
          id: 'average',
          text: 'An average is compared with the limit, and it does not say how many answers broke it.',
        },
      ],
      remedies: [
        { id: 'more', text: 'Test with fifty thousand pictures and report the average of those.' },
        { id: 'percentiles', text: 'Report the median and the p99, and hold the p99 against the limit.' },
        { id: 'trim', text: 'Leave out the slowest answers first, so that the average is not distorted.' },
        { id: 'faster', text: 'Use a smaller model, so that the average gets further away from the limit.' },
      ],
    },
    reasons: [
      { id: 'spread', text: 'Many quick answers and a few very slow ones can have any average you like.' },
      { id: 'typical', text: 'An average tells you what a usual driver gets, and that is what matters.' },
      { id: 'large', text: 'With enough pictures the average becomes exact, and then it is beyond doubt.' },
    ],
    legs: [
      {
        title: 'The edge lane, standing still for 1.2 seconds',
        changes: { lanes: ['edge'], count: 720, perSecond: 60, stallMs: 1200 },
      },
    ],
  },
  key: {
    truth: (evidence) =>
      figureOf(evidence, 0, 'edge.mean') && figureOf(evidence, 0, 'edge.median') && figureOf(evidence, 0, 'edge.p99')
        ? { flaw: 'average', remedies: ['percentiles'] }
        : null,
    outcome({ parts }) {
      if (parts.flaw) return parts.remedy ? 'right' : 'flaw';
      return parts.remedy ? 'remedy' : 'neither';
    },
    outcomes: {
      right:
        'You found it, and the way to mend it. Your own run shows the same thing: an average of {mean}, a median of {median} and a p99 of {p99}. Pictures that came during the standstill waited for its end, the others had at most each other to wait for, and the average falls between the two groups where few answers are. The median tells you about a usual picture, and the p99 about the ones that drivers will remember.',
      flaw: 'You found the flaw: an average may be a time that hardly any answer took. In your run it was {mean}, with a median of {median} and a p99 of {p99}. The cure is to show those two and to hold the p99 against the limit, because the limit is for every driver. More pictures would give the same average more exactly, and leaving out the slow ones would hide the very answers that are in question.',
      remedy:
        'The remedy is right, and it points at the flaw. Your run had an average of {mean}, a median of {median} and a p99 of {p99}, and only the last of these tells you whether a limit is kept for nearly everybody. The pictures were enough, the clock was right and the model was warm, so what the report counted was in order. What it did with the times was not, for it put 5,000 different ones into one number.',
      neither:
        'The fault is in the number that was chosen. Look at your own run, in which the average is {mean}, while half of the answers came within {median} and the p99 is {p99}. Nothing was wrong with how the times were taken, and still the average describes neither the usual picture nor the ones from the standstill. Report the median and the p99, and compare the p99 with the limit.',
    },
    usually:
      'The flaw is the average, and the remedy is to report percentiles. While a lane stands still, the pictures that come wait for the end of it, and all the others are answered as ever. The average then falls between the two groups, where few answers are. The median tells you about a usual picture, and the p99 about the ones that drivers will remember.',
    facts: (evidence) => ({
      ...factOf('mean', 'duration', figureOf(evidence, 0, 'edge.mean')),
      ...factOf('median', 'duration', figureOf(evidence, 0, 'edge.median')),
      ...factOf('p99', 'duration', figureOf(evidence, 0, 'edge.p99')),
    }),
    reasons: {
      spread: {
        sound: true,
        why: 'Quite so. The same average can come from answers that are all alike and from answers that are worlds apart.',
      },
      typical: {
        sound: false,
        why: 'The usual answer is the median, and a few very slow ones drag the average away from it, often to a time that hardly any driver met.',
        misconception: 'the-average-says-it-all',
      },
      large: {
        sound: false,
        why: 'It becomes an exact average. It still does not say how the answers lie around it, however many there are.',
        misconception: 'the-average-says-it-all',
      },
    },
    watch: [
      { leg: 0, figure: 'edge.median', words: 'The median', lane: 'edge' },
      { leg: 0, figure: 'edge.mean', words: 'The average', lane: 'edge' },
      { leg: 0, figure: 'edge.p99', words: 'The p99', lane: 'edge' },
    ],
    followUp: {
      question:
        'Two servers share the requests of a shop. One reports a p99 of 40 ms, the other one of 80 ms. What is the p99 of the shop?',
      choices: [
        {
          text: '60 ms, half way between the two.',
          right: false,
          why: 'An average again, this time of percentiles. How many slow answers there are depends on every time of both servers, and on how many requests each took.',
        },
        {
          text: 'It takes the answers of both in one list to tell.',
          right: true,
          why: 'A percentile is a place in a sorted list. Two lists have to be put together before anybody can count up to that place.',
        },
        {
          text: '80 ms, since the worse of the two always decides.',
          right: false,
          why: 'If the worse server takes few of the requests, the p99 of the shop may be close to 40 ms. It is an upper bound, which is useful, but not the figure.',
        },
      ],
    },
  },
  examples: [
    {
      name: 'a usual laptop: the flaw and its remedy',
      evidence: [{ 'edge.mean': 63, 'edge.median': 0.6, 'edge.p99': { value: 1110, low: 1030, high: 1180 } }],
      prediction: { kind: 'flaw', flaw: 'average', remedy: 'percentiles' },
      reason: 'spread',
      verdict: 'right',
      outcome: 'right',
    },
    {
      name: 'a weak phone: the flaw, and more of the same',
      evidence: [{ 'edge.mean': 92, 'edge.median': 9, 'edge.p99': { value: 1190, low: 1090, high: 1260 } }],
      prediction: { kind: 'flaw', flaw: 'average', remedy: 'more' },
      reason: 'large',
      verdict: 'partly',
      outcome: 'flaw',
    },
    {
      name: 'the remedy, for a fault that is none',
      evidence: [{ 'edge.mean': 63, 'edge.median': 0.6, 'edge.p99': { value: 1110, low: 1030, high: 1180 } }],
      prediction: { kind: 'flaw', flaw: 'warm', remedy: 'percentiles' },
      reason: 'spread',
      verdict: 'partly',
      outcome: 'remedy',
    },
    {
      name: 'the number of pictures taken for the fault',
      evidence: [{ 'edge.mean': 63, 'edge.median': 0.6, 'edge.p99': { value: 1110, low: 1030, high: 1180 } }],
      prediction: { kind: 'flaw', flaw: 'few', remedy: 'more' },
      reason: 'typical',
      verdict: 'not',
      outcome: 'neither',
    },
  ],
});

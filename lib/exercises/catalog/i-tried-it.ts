import { figureOf } from '../evidence/evidence';
import { defineExercise, factOf } from '../exercise';

export const exercise = defineExercise<'flaw'>({
  ask: {
    id: 'i-tried-it',
    kind: 'flaw',
    level: 'apply',
    concepts: ['measuring'],
    minutes: 4,
    title: 'I tried it, and it was faster',
    goal: 'You will know what to ask for before you believe that one lane is faster.',
    prompt:
      'A team has one model that tells shirts from shoes, and can run it on a server or in the browser. One of them has tried both and writes a note to the others.\n\nAfterwards you measure the two lanes yourself.',
    question: 'What is the flaw in this note, and what would mend it?',
    input: {
      report: {
        title: 'Let us drop the browser',
        text: 'Both lanes use the same model file, and both had been answering for a minute before I looked. I put in one picture, the same for both, and timed it from the moment it was there to its answer. The server won clearly.',
        rows: [
          { label: 'Online', value: '8.4 ms' },
          { label: 'Edge', value: '11.9 ms' },
          { label: 'Difference', value: '3.5 ms' },
        ],
      },
      flaws: [
        { id: 'cold', text: 'The first answer of a lane is always slow, so both lanes were timed too early.' },
        { id: 'single', text: 'Each lane was timed once, and one answer may be a lucky or an unlucky one.' },
        { id: 'same', text: 'Both lanes got the same picture, and each should have had one of its own.' },
        { id: 'bytes', text: 'The two lanes ran different models, so their times cannot be compared.' },
      ],
      remedies: [
        { id: 'best', text: 'Try each lane ten times and compare the quickest answer of each.' },
        { id: 'digits', text: 'Time the same two answers with a finer clock, to thousandths of a millisecond.' },
        { id: 'average', text: 'Take the average of the two times as the speed of the model.' },
        { id: 'many', text: 'Time hundreds of answers in each lane, and compare medians with their intervals.' },
      ],
    },
    reasons: [
      {
        id: 'spread',
        text: 'The answers of one lane differ from each other, so a single one may lie anywhere among them.',
      },
      { id: 'machine', text: 'A machine does the same thing each time, so one try shows what all the others would.' },
      { id: 'clear', text: 'The difference is more than a third, and that is too much to come from chance.' },
    ],
    legs: [
      {
        title: 'Online and edge, one after the other',
        changes: { modelId: 'clothing', versionId: 'mid-fp32', lanes: ['online', 'edge'], count: 420, perSecond: 35 },
        // The quickest and the slowest answer are no more than examples.
        asks: [
          { kind: 'size', figure: 'p50', lanes: ['online'], within: 2 },
          { kind: 'size', figure: 'p50', lanes: ['edge'], within: 2 },
        ],
      },
    ],
  },
  key: {
    truth: (evidence) =>
      figureOf(evidence, 0, 'online.median') && figureOf(evidence, 0, 'edge.median')
        ? { flaw: 'single', remedies: ['many'] }
        : null,
    outcome({ parts }) {
      if (parts.flaw) return parts.remedy ? 'right' : 'flaw';
      return parts.remedy ? 'remedy' : 'neither';
    },
    outcomes: {
      right:
        'One answer a lane is the flaw, and many are the remedy. In your own run the online lane answered in {onlineLeast} at best and {onlineWorst} at worst, with {onlineMedian} in the middle. The edge lane went from {edgeLeast} to {edgeWorst}, around {edgeMedian}. A single try picks one value out of each range and does not say where in it the value lies. The median of hundreds moves much less, and its interval tells you how far to trust it.',
      flaw: 'The flaw is found: there is only one answer from each lane, and what mends it is to take many and to compare the middle ones. In your run the online lane ranged from {onlineLeast} to {onlineWorst} with a median of {onlineMedian}, and the edge lane from {edgeLeast} to {edgeWorst} with {edgeMedian}. The quickest answer shows a lane on its luckiest day, a finer clock measures the same accident more exactly, and an average of two lanes describes neither.',
      remedy:
        'Your remedy is the right one, and it mends another flaw than the one you named. The note says that both lanes were warm and ran the same file on the same picture, which is as it should be. What is wrong is that each was timed once. In your run the online lane gave anything from {onlineLeast} to {onlineWorst}, and the edge lane from {edgeLeast} to {edgeWorst}.',
      neither:
        'What the note does well is easy to overlook: one model file, warm lanes, the same picture for both. Its weakness is the number of tries. In your run online answers took from {onlineLeast} to {onlineWorst} and edge answers from {edgeLeast} to {edgeWorst}, and anybody who looks once gets some value out of such a range. It is better to time hundreds and to compare the medians, here {onlineMedian} online and {edgeMedian} at the edge.',
    },
    usually:
      'One answer a lane is the flaw, and many are the remedy. The answers of one lane usually lie far apart, from the quickest to the slowest. A single try picks one of them and does not say where among the others it stands. The median of hundreds moves much less, and its interval tells you how far to trust it.',
    facts: (evidence) => ({
      ...factOf('onlineLeast', 'duration', figureOf(evidence, 0, 'online.least')),
      ...factOf('onlineMedian', 'duration', figureOf(evidence, 0, 'online.median')),
      ...factOf('onlineWorst', 'duration', figureOf(evidence, 0, 'online.worst')),
      ...factOf('edgeLeast', 'duration', figureOf(evidence, 0, 'edge.least')),
      ...factOf('edgeMedian', 'duration', figureOf(evidence, 0, 'edge.median')),
      ...factOf('edgeWorst', 'duration', figureOf(evidence, 0, 'edge.worst')),
    }),
    reasons: {
      spread: {
        sound: true,
        why: 'That is why one try proves so little. It is a draw from a hat, made by somebody who has not looked into the hat.',
      },
      machine: {
        sound: false,
        why: 'The sums are the same each time, but the moment is not: another program wants the processor, another picture is just ahead, or the clock has been slowed to save power.',
        misconception: 'one-run-is-enough',
      },
      clear: {
        sound: false,
        why: 'Whether a third is much depends on how widely the answers of one lane differ among themselves. The note cannot say, for it has one of each.',
        misconception: 'one-run-is-enough',
      },
    },
    watch: [
      { leg: 0, figure: 'online.least', words: 'Online, the quickest', lane: 'online' },
      { leg: 0, figure: 'online.worst', words: 'Online, the slowest', lane: 'online' },
      { leg: 0, figure: 'edge.least', words: 'Edge, the quickest', lane: 'edge' },
      { leg: 0, figure: 'edge.worst', words: 'Edge, the slowest', lane: 'edge' },
    ],
    followUp: {
      question:
        'You measure two versions of a model, three hundred answers each. Their medians are 12.1 and 12.4 ms, with intervals of 11.6 to 12.7 and 11.8 to 13.0. What may you say?',
      choices: [
        {
          text: 'The first version is the faster one, by 0.3 ms.',
          right: false,
          why: 'Both intervals hold all the values from 11.8 to 12.7. Measured again, the order may be the other way.',
        },
        {
          text: 'The two versions are equally fast.',
          right: false,
          why: 'That has not been shown either. There may be a small difference which this many answers cannot bring out.',
        },
        {
          text: 'This run does not tell which of them is faster.',
          right: true,
          why: 'Their intervals lie over each other. Say so, or measure more answers, which makes the intervals narrower.',
        },
      ],
    },
  },
  examples: [
    {
      name: 'a usual laptop: the flaw and its remedy',
      evidence: [
        {
          'online.least': 3.1,
          'online.median': 6.4,
          'online.worst': 38,
          'edge.least': 0.9,
          'edge.median': 1.4,
          'edge.worst': 12,
        },
      ],
      prediction: { kind: 'flaw', flaw: 'single', remedy: 'many' },
      reason: 'spread',
      verdict: 'right',
      outcome: 'right',
    },
    {
      name: 'a weak phone: the flaw, and the best of ten',
      evidence: [
        {
          'online.least': 19,
          'online.median': 41,
          'online.worst': 390,
          'edge.least': 7.5,
          'edge.median': 11,
          'edge.worst': 74,
        },
      ],
      prediction: { kind: 'flaw', flaw: 'single', remedy: 'best' },
      reason: 'machine',
      verdict: 'partly',
      outcome: 'flaw',
    },
    {
      name: 'the remedy without the flaw',
      evidence: [
        {
          'online.least': 3.1,
          'online.median': 6.4,
          'online.worst': 38,
          'edge.least': 0.9,
          'edge.median': 1.4,
          'edge.worst': 12,
        },
      ],
      prediction: { kind: 'flaw', flaw: 'cold', remedy: 'many' },
      reason: 'spread',
      verdict: 'partly',
      outcome: 'remedy',
    },
    {
      name: 'the clock and the model blamed',
      evidence: [
        {
          'online.least': 3.1,
          'online.median': 6.4,
          'online.worst': 38,
          'edge.least': 0.9,
          'edge.median': 1.4,
          'edge.worst': 12,
        },
      ],
      prediction: { kind: 'flaw', flaw: 'bytes', remedy: 'digits' },
      reason: 'clear',
      verdict: 'not',
      outcome: 'neither',
    },
  ],
});

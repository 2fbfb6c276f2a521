import { figureOf } from '../evidence/evidence';
import { ratioOf } from '../evidence/reading';
import { defineExercise, factOf } from '../exercise';

/**
 * The edge lane takes one item at a time: a queue with a single server. The count and the seed fix the pattern of the
 * arrivals, and the rate only stretches it. With this seed the answer stands where the measured rate is a few per cent off.
 */
const LANE = { modelId: 'clothing', versionId: 'big-fp32', lanes: ['edge'], count: 400, seed: 28 } as const;
const OPEN = { changes: LANE, onPurpose: ['unstable'] } as const;
/** From here on the queue was plainly longer. */
const PLAINLY_LONGER = 2;

export const exercise = defineExercise<'ratio'>({
  ask: {
    id: 'queue-at-99',
    kind: 'ratio',
    level: 'analyse',
    concepts: ['queues', 'latency'],
    minutes: 6,
    title: 'The last part of a full lane',
    goal: 'You will know what happens to waiting as a lane comes near the most it can take.',
    prompt:
      'This device sorts pictures of clothing, one at a time. First it works without a pause, which shows how many it can manage in a second, and we call that rate 100%.\n\nAfterwards pictures arrive at random moments, at 70% of that rate, then at 90% and finally at 99%. On average the lane can keep up with each of these, but a picture that arrives while it is busy has to wait.',
    question:
      'Take the time within which nine in ten pictures have their answer. How many times as long is it at 99% as at 70%?',
    input: { least: 1, most: 100, above: 'nine in ten at 99%', below: 'nine in ten at 70%' },
    reasons: [
      { id: 'slack', text: 'A nearly full lane has no spare time in which a queue could shrink again.' },
      { id: 'load', text: 'The load grows by two fifths, so the waiting grows by about as much.' },
      { id: 'keeps-up', text: 'Up to 100% the lane keeps up, so filling it only makes good use of it.' },
      { id: 'model', text: 'The model is quick on this device, and with a quick model no queue forms.' },
    ],
    legs: [
      { title: 'Without a pause: what is 100%?', changes: { ...LANE, loop: 'closed', users: 1 } },
      { title: 'At 70%', rateFrom: { leg: 0, figure: 'edge.rate', times: 0.7 }, ...OPEN },
      { title: 'At 90%', rateFrom: { leg: 0, figure: 'edge.rate', times: 0.9 }, ...OPEN },
      { title: 'At 99%', rateFrom: { leg: 0, figure: 'edge.rate', times: 0.99 }, ...OPEN },
    ],
  },
  key: {
    truth(evidence) {
      const ratio = ratioOf(figureOf(evidence, 3, 'edge.p90'), figureOf(evidence, 1, 'edge.p90'));
      return ratio && { ratio };
    },
    outcome({ verdict }, given, { ratio }) {
      if (ratio.value < PLAINLY_LONGER) return 'flat';
      return verdict === 'right' ? 'right' : given.ratio < ratio.low ? 'low' : 'high';
    },
    outcomes: {
      right:
        'Nine in ten had their answer within {at70} at 70%, {at90} at 90% and {at99} at 99%. That is {times} times as long from first to last, and you saw it coming. Random arrivals come in clusters with gaps between them, and during a gap the lane can catch up. At 99% next to nothing is left of the gaps, so each cluster finds the previous one still waiting.',
      low: 'It is {times} times as long: nine in ten took {at70} at 70%, {at90} at 90% and {at99} at 99%. While the load grew by only two fifths, the spare time shrank from 30% to 1%, and it is spare time that lets a queue shrink again after a cluster of arrivals. A picture on its own takes about {alone}, so nearly everything beyond that was standing in line.',
      high: 'It is {times} times as long, from {at70} at 70% to {at99} at 99%. Your sense of direction is right, because a lane this full has almost no time to catch up. But a queue needs time in order to grow, and these runs are short, with four hundred pictures each. If it were left at 99% for an hour, the line would probably become longer still.',
      flat: 'Here nine in ten took {at70} at 70% and {at99} at 99%, or {times} times as long. Usually the step is far larger. When a device is interrupted by other work its real capacity changes from run to run, and then even 70% may mean a queue. A picture on its own takes about {alone}. Close whatever else is open, repeat the exercise and see whether 70% becomes quieter.',
    },
    usually:
      'Nine in ten usually take several times as long at 99% as at 70%. Random arrivals come in clusters with gaps between them, and during a gap the lane can catch up. At 99% next to nothing is left of the gaps, so each cluster finds the previous one still waiting.',
    facts: (evidence) => ({
      ...factOf('alone', 'duration', figureOf(evidence, 0, 'edge.median')),
      ...factOf('at70', 'duration', figureOf(evidence, 1, 'edge.p90')),
      ...factOf('at90', 'duration', figureOf(evidence, 2, 'edge.p90')),
      ...factOf('at99', 'duration', figureOf(evidence, 3, 'edge.p90')),
      ...factOf('times', 'ratio', ratioOf(figureOf(evidence, 3, 'edge.p90'), figureOf(evidence, 1, 'edge.p90'))),
    }),
    reasons: {
      slack: {
        sound: true,
        why: 'What counts is the spare time that is left, and between 70% and 99% it falls to a thirtieth of what it was.',
      },
      load: {
        sound: false,
        why: 'Work grows in step with the load, whereas waiting depends on how much spare time remains for catching up.',
      },
      'keeps-up': {
        sound: false,
        why: 'The lane does keep up on average and hardly any of its time is wasted, but the pictures in line pay for that, since nothing is left over for a cluster of arrivals.',
        misconception: 'full-is-efficient',
      },
      model: {
        sound: false,
        why: 'All the loads here are shares of what this very model can do, so a quicker one would be given more pictures every second and be exactly as full.',
        misconception: 'a-faster-model-fixes-a-queue',
      },
    },
    watch: [
      { leg: 1, figure: 'edge.p90', words: 'Nine in ten at 70%', lane: 'edge' },
      { leg: 2, figure: 'edge.p90', words: 'Nine in ten at 90%', lane: 'edge' },
      { leg: 3, figure: 'edge.p90', words: 'Nine in ten at 99%', lane: 'edge' },
    ],
    // What a device can do wanders by some per cent within a minute, and near its limit that moves a queue by far more.
    tolerance: { right: 2.5, partly: 4 },
    followUp: {
      question:
        'A model twice as fast takes over. It does so well that twice as many pictures are sent. What becomes of the line?',
      choices: [
        {
          text: 'About as many pictures stand in it, because the lane is as full as before.',
          right: true,
          why: 'Double speed and double load result in the same utilisation. Each wait is half as long, but the line has as many pictures in it and grows just as steeply.',
        },
        {
          text: 'It is gone, because each picture is now done before the next one comes.',
          right: false,
          why: 'The next one also comes twice as soon. A faster model ends a queue only while the load stays where it was.',
        },
        {
          text: 'It has twice as many pictures in it, because twice as many are sent.',
          right: false,
          why: 'They are also worked off twice as fast. The two cancel out, and the lane is no fuller.',
        },
      ],
    },
  },
  examples: [
    {
      name: 'a usual laptop',
      evidence: [
        { 'edge.median': 8.6, 'edge.rate': 112 },
        { 'edge.p90': 39 },
        { 'edge.p90': 151 },
        { 'edge.p90': 348 },
      ],
      prediction: { kind: 'ratio', ratio: 10 },
      reason: 'slack',
      verdict: 'right',
      outcome: 'right',
    },
    {
      name: 'waiting taken to grow with the load',
      evidence: [
        { 'edge.median': 8.6, 'edge.rate': 112 },
        { 'edge.p90': 39 },
        { 'edge.p90': 151 },
        { 'edge.p90': 348 },
      ],
      prediction: { kind: 'ratio', ratio: 1.4 },
      reason: 'load',
      verdict: 'not',
      outcome: 'low',
    },
    {
      name: 'a weak phone, and a guess far too high',
      evidence: [
        { 'edge.median': 47, 'edge.rate': 20 },
        { 'edge.p90': 240 },
        { 'edge.p90': 900 },
        { 'edge.p90': 2100 },
      ],
      prediction: { kind: 'ratio', ratio: 100 },
      reason: 'slack',
      verdict: 'not',
      outcome: 'high',
    },
    {
      name: 'a device with something else to do at 70%',
      evidence: [{ 'edge.median': 9, 'edge.rate': 80 }, { 'edge.p90': 686 }, { 'edge.p90': 800 }, { 'edge.p90': 1230 }],
      prediction: { kind: 'ratio', ratio: 2 },
      reason: 'slack',
      verdict: 'right',
      outcome: 'flat',
    },
  ],
});

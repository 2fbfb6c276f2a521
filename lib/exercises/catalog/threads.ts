import type { Evidence } from '../evidence/evidence';
import { figureOf } from '../evidence/evidence';
import { type Reading, ratioOf } from '../evidence/reading';
import { defineExercise, factOf } from '../exercise';

/** The Lab tries no more (SETUP_LIMITS.threads). */
const COUNTS = [1, 2, 3, 4, 5, 6, 7, 8] as const;
/** What gains less is called no gain: passes of one device differ by about as much. */
const GAINS = 1.2;

interface Point {
  readonly threads: number;
  readonly call: Reading;
}

/** One thread, the quickest number of them and the largest number; `null` where there was one only. */
function pointsOf(evidence: Evidence): { readonly one: Point; readonly best: Point; readonly most: Point } | null {
  const points = COUNTS.flatMap((threads) => {
    const call = figureOf(evidence, 0, `threads.${threads}.call`);
    return call ? [{ threads, call }] : [];
  });
  const [one] = points;
  const most = points.at(-1);
  if (!one || !most || one.threads !== 1 || most === one) return null;
  return { one, most, best: points.reduce((a, b) => (b.call.value < a.call.value ? b : a)) };
}

const count = (value: number) => ({ unit: 'count', value }) as const;

export const exercise = defineExercise<'ratio'>({
  ask: {
    id: 'threads',
    kind: 'ratio',
    level: 'apply',
    concepts: ['device', 'throughput'],
    minutes: 4,
    title: 'Many hands',
    goal: 'You will know how much a model gains on your device when several threads share its work.',
    prompt:
      'The large clothing model looks at one picture at a time in this browser. Its work can be divided among several threads, each of which runs on a core of the processor if one is free. The threads divide every layer among themselves and meet again before the next one begins.\n\nThe time for one picture is measured with one thread, then with two, and so on up to as many as the device offers (eight at the most). What counts is the number of threads that was quickest.',
    question: 'How many times as long does a picture take with one thread as with the best number of threads?',
    input: { least: 1, most: 16, above: 'the time with one thread', below: 'the time with the best number' },
    reasons: [
      { id: 'each', text: 'Each thread takes over its share, so four of them need a quarter of the time.' },
      {
        id: 'meet',
        text: 'Dividing and meeting again take time as well, so the gain stays below the number of threads.',
      },
      { id: 'order', text: 'Every layer needs the one before it, so not even two threads have anything to divide.' },
      { id: 'more', text: 'More threads do more work, so the largest number of them is the quickest anyway.' },
    ],
    legs: [
      {
        title: 'The large model with one thread, then with more',
        changes: {
          modelId: 'clothing',
          versionId: 'big-fp32',
          study: 'sweep',
          sweep: 'threads',
          sweepLane: 'edge',
          repeats: 5,
        },
      },
    ],
    needs:
      'This browser gave the page a single thread, because the device has one core or the page is not kept apart from others. Try it on a device with several cores, over a secure connection.',
  },
  key: {
    truth(evidence) {
      const points = pointsOf(evidence);
      const ratio = points && ratioOf(points.one.call, points.best.call);
      return ratio && { ratio: { ...ratio, low: Math.min(ratio.value, Math.max(1, ratio.low)) } };
    },
    // Gains are between 1 and 4 nearly everywhere: with the usual tolerance "twice" would never be wrong.
    tolerance: { right: 1.5, partly: 2.5 },
    outcome({ verdict }, given, { ratio }) {
      const gains = ratio.value >= GAINS;
      if (verdict === 'right') return gains ? 'gain' : 'none';
      if (given.ratio < ratio.value) return 'low';
      return gains ? 'high' : 'high-none';
    },
    outcomes: {
      gain: 'Well judged. One thread needed {one} for a picture and the best number, which was {threads}, needed {best}: that is {gain} times as quick. With {most}, the largest number tried here, it took {mostTime}. The threads have to share out every layer and wait for the slowest among them, and some steps cannot be divided at all, so the gain tends to stay behind the number of threads.',
      none: 'You did not expect much, and there was not much to be had: one thread took {one}, and no other number did better than {best}. With {most} threads it took {mostTime}. Either the other cores were busy with something else, or sharing out the layers of one picture took as long as it saved. More threads are an offer that a device may be unable to use.',
      high: 'Threads helped, though less than you thought. One of them needed {one} for a picture, and the best number, {threads}, needed {best}, which is {gain} times as quick. With {most} threads it took {mostTime}. In each layer they wait for the slowest, some steps stay undivided, and all cores share the same path to the memory. What cannot be shared limits the gain, whatever number of hands is offered.',
      'high-none':
        'On this device more threads gained next to nothing: {one} with one of them, {best} with the best number and {mostTime} with {most}. Threads need free cores, and here the others seem to be taken, or the work on one picture is too little to be worth dividing so often. A thread that has to wait for a core makes all the others wait before the next layer.',
      low: 'Dividing the work paid better than you thought. One thread needed {one} for a picture and {threads} of them needed {best}, which is {gain} times as quick. The layers do follow one another, but each holds millions of multiplications that need not. A large model such as this one has much to divide, while a tiny one would be done before the threads had agreed on who does what.',
    },
    usually:
      'More threads usually help, and by less than their number. They have to share out every layer and wait for the slowest among them, and some steps cannot be divided at all. From some number on, another thread makes the picture slower again.',
    facts(evidence) {
      const points = pointsOf(evidence);
      if (!points) return {};
      const { one, best, most } = points;
      return {
        ...factOf('one', 'duration', one.call),
        ...factOf('best', 'duration', best.call),
        ...factOf('mostTime', 'duration', most.call),
        ...factOf('gain', 'ratio', ratioOf(one.call, best.call)),
        threads: count(best.threads),
        most: count(most.threads),
      };
    },
    reasons: {
      each: {
        sound: false,
        why: 'That would be so if everything could be divided, evenly and at no cost. Some steps cannot, and after each layer the threads have to wait for one another.',
        misconception: 'more-threads-are-always-faster',
      },
      meet: {
        sound: true,
        why: 'Yes. What the threads do alone shrinks with their number, while sharing out, waiting and the undivided steps remain.',
      },
      order: {
        sound: false,
        why: 'The layers do wait for one another, but inside a layer thousands of values are computed independently, and these can be divided.',
      },
      more: {
        sound: false,
        why: 'Beyond the number of free cores, threads take turns, and each turn keeps the others waiting. The best number is often below the largest.',
        misconception: 'more-threads-are-always-faster',
      },
    },
    watch: [
      { leg: 0, figure: 'threads.1.call', words: 'One thread', lane: 'edge' },
      { leg: 0, figure: 'threads.2.call', words: 'Two threads', lane: 'edge' },
      { leg: 0, figure: 'threads.4.call', words: 'Four threads', lane: 'edge' },
    ],
    followUp: {
      question:
        'A server with four cores answers many people at once. For a single request, four threads are twice as quick as one. How would you set it up for the most answers a second?',
      choices: [
        {
          text: 'Four requests side by side, each of them worked on by a single thread.',
          right: true,
          why: 'Nobody has to wait for anybody then. Four threads on one request would do the work of two, and two cores’ worth would go into waiting.',
        },
        {
          text: 'One request at a time, with all four threads working on it together.',
          right: false,
          why: 'A request is done in half the time, but by four cores. Side by side they get through four requests in the time that this takes for two.',
        },
        {
          text: 'Four requests side by side, each of them with four threads of its own.',
          right: false,
          why: 'Sixteen threads on four cores take turns, and each layer waits until the last of its threads has had one.',
        },
      ],
    },
  },
  examples: [
    {
      name: 'a laptop with eight cores, foreseen',
      evidence: [eightCores()],
      prediction: { kind: 'ratio', ratio: 3 },
      reason: 'meet',
      verdict: 'right',
      outcome: 'gain',
    },
    {
      name: 'a laptop with eight cores, thought to be eight times as quick',
      evidence: [eightCores()],
      prediction: { kind: 'ratio', ratio: 8 },
      reason: 'each',
      verdict: 'not',
      outcome: 'high',
    },
    {
      name: 'a laptop with eight cores, thought to gain nothing',
      evidence: [eightCores()],
      prediction: { kind: 'ratio', ratio: 1 },
      reason: 'order',
      verdict: 'not',
      outcome: 'low',
    },
    {
      name: 'two busy cores, thought to double',
      evidence: [{ 'threads.1.call': 11, 'threads.2.call': 13 }],
      prediction: { kind: 'ratio', ratio: 2 },
      reason: 'each',
      verdict: 'partly',
      outcome: 'high-none',
    },
    {
      name: 'a weak phone with other things to do, foreseen',
      evidence: [{ 'threads.1.call': 54, 'threads.2.call': 50, 'threads.3.call': 66, 'threads.4.call': 81 }],
      prediction: { kind: 'ratio', ratio: 1.2 },
      reason: 'meet',
      verdict: 'right',
      outcome: 'none',
    },
  ],
});

function eightCores() {
  const calls = [8.6, 4.8, 3.6, 3, 2.9, 3, 3.1, 3.6];
  return Object.fromEntries(calls.map((ms, index) => [`threads.${index + 1}.call`, ms]));
}

import { figureOf } from '../evidence/evidence';
import { ratioOf } from '../evidence/reading';
import { defineExercise, factOf } from '../exercise';

/** Up to this factor a prediction says that the two lanes are much alike. */
const ALIKE = 3;

export const exercise = defineExercise<'ratio'>({
  ask: {
    id: 'batch-over-online',
    kind: 'ratio',
    level: 'apply',
    concepts: ['latency', 'lanes'],
    minutes: 4,
    title: 'How much later is the batch?',
    goal: 'You will be able to tell the time an item waits from the time it is worked on.',
    prompt:
      'A sorting office reads the handwritten postcodes on its letters. Sixty pictures of digits come in every second, at random moments, and all three lanes get the same ones.\n\nThe batch lane starts a run every two seconds and takes whatever lies there, while the online lane sends each picture to the server when it comes.',
    question: 'How many times as long as online’s median latency is batch’s?',
    input: { least: 0.1, most: 10_000, above: 'Batch’s median', below: 'Online’s median' },
    reasons: [
      { id: 'slow', text: 'Batch does what online does, only on slower machines, so it takes a few times as long.' },
      { id: 'hundred', text: 'A run holds about a hundred pictures, so each of them takes a hundred times as long.' },
      {
        id: 'clock',
        text: 'A picture in the batch lane waits for the clock, and that takes far longer than an online answer.',
      },
      {
        id: 'together',
        text: 'The pictures of a run are worked off together, and what that gains makes up for the wait.',
      },
    ],
    legs: [{ title: 'Three lanes, one after another', changes: { count: 720, perSecond: 60 } }],
  },
  key: {
    truth(evidence) {
      const ratio = ratioOf(figureOf(evidence, 0, 'batch.median'), figureOf(evidence, 0, 'online.median'));
      return ratio && { ratio };
    },
    outcome({ verdict }, given, { ratio }) {
      if (verdict === 'right') return 'right';
      if (given.ratio > ratio.value) return 'high';
      return given.ratio <= ALIKE ? 'alike' : 'low';
    },
    outcomes: {
      right:
        'Batch’s median was {times} times online’s, {batch} against {online}, and you were near it. A typical picture in the batch lane waited {wait} for a run to start, and the run itself took {work}. So the figure says more about the timetable than about how hard the machine worked. The online lane has none, and a picture starts on its way at once.',
      alike:
        'You took the two lanes for much alike. They were {times} times apart, {batch} in the batch lane and {online} online. The work, {work} for a run, is only a part of the reason, because nothing at all happens to a picture until its run starts, and a typical one waited {wait} for that. With a run every two seconds the wait comes to about one second on average, on any machine that keeps to the timetable.',
      low: 'The gap is wider than you said: {batch} against {online}, which is {times} times as long. A typical picture waited {wait} for a run, and the run took {work}. Look at what stands below the line of the fraction, too: the quicker the server answers online, the larger the ratio grows, since no speed of any machine shortens a wait that a clock decides.',
      high: 'Batch’s median was {batch}, which is {times} times online’s {online} and less than you said. The wait for a run has a ceiling: as long as the runs keep to the timetable, it ends after two seconds at most, and a typical picture waited {wait}. Online answers take time of their own besides, for the way, the line and the handling, and that keeps the ratio down.',
    },
    usually:
      'Batch’s median is usually a great many times online’s. A picture in the batch lane waits for the next run, about a second on average, and no faster machine shortens that. The online lane has no timetable, so a picture starts on its way at once.',
    facts: (evidence) => ({
      ...factOf('batch', 'duration', figureOf(evidence, 0, 'batch.median')),
      ...factOf('online', 'duration', figureOf(evidence, 0, 'online.median')),
      ...factOf('wait', 'duration', figureOf(evidence, 0, 'batch.wait')),
      ...factOf('work', 'duration', figureOf(evidence, 0, 'batch.work')),
      ...factOf(
        'times',
        'ratio',
        ratioOf(figureOf(evidence, 0, 'batch.median'), figureOf(evidence, 0, 'online.median')),
      ),
    }),
    reasons: {
      slow: {
        sound: false,
        why: 'It is the same machine and the same model file. Batch is late because it starts late, and once it has started, it often spends less time on each picture than online does.',
        misconception: 'batch-is-slow-online',
      },
      hundred: {
        sound: false,
        why: 'A hundred pictures in one run do not take a hundred times as long as one. They share the cost of the call, and all of them are done when the run is done.',
        misconception: 'batch-is-slow-online',
      },
      clock: {
        sound: true,
        why: 'That is it. The wait is set by the timetable and has little to do with the computing.',
      },
      together: {
        sound: false,
        why: 'Working together does save time, but it saves thousandths of a second on each picture, while the wait is counted in whole ones.',
        misconception: 'throughput-is-one-over-latency',
      },
    },
    watch: [
      { leg: 0, figure: 'batch.median', words: 'Batch', lane: 'batch' },
      { leg: 0, figure: 'online.median', words: 'Online', lane: 'online' },
    ],
    followUp: {
      question:
        'A bank scores its loans every midnight, and the run takes twenty minutes. New machines do it in ten. When does a loan that came in at noon get its score?',
      choices: [
        {
          text: 'At about six in the evening, since everything now takes half the time.',
          right: false,
          why: 'The run takes half the time. The twelve hours until it starts are not part of the run, and no machine shortens them.',
        },
        {
          text: 'Ten minutes sooner than before, and still after midnight.',
          right: true,
          why: 'Twelve hours of waiting stay as they were. Only an earlier or a more frequent run would change them.',
        },
        {
          text: 'A few seconds after noon, since the new machines have time to spare.',
          right: false,
          why: 'They have time to spare, and the timetable does not let them use it. Spare time starts no run.',
        },
      ],
    },
  },
  examples: [
    {
      name: 'a usual laptop, and a good guess',
      evidence: [{ 'batch.median': 1020, 'online.median': 6.2, 'batch.wait': 990, 'batch.work': 34 }],
      prediction: { kind: 'ratio', ratio: 150 },
      reason: 'clock',
      verdict: 'right',
      outcome: 'right',
    },
    {
      name: 'taken for alike',
      evidence: [{ 'batch.median': 1020, 'online.median': 6.2, 'batch.wait': 990, 'batch.work': 34 }],
      prediction: { kind: 'ratio', ratio: 2 },
      reason: 'slow',
      verdict: 'not',
      outcome: 'alike',
    },
    {
      name: 'too low by a factor of three or four',
      evidence: [{ 'batch.median': 1020, 'online.median': 6.2, 'batch.wait': 990, 'batch.work': 34 }],
      prediction: { kind: 'ratio', ratio: 45 },
      reason: 'clock',
      verdict: 'partly',
      outcome: 'low',
    },
    {
      name: 'a weak phone on a busy network',
      evidence: [{ 'batch.median': 1160, 'online.median': 58, 'batch.wait': 1010, 'batch.work': 140 }],
      prediction: { kind: 'ratio', ratio: 12 },
      reason: 'clock',
      verdict: 'right',
      outcome: 'right',
    },
    {
      name: 'the same phone, and far too high',
      evidence: [{ 'batch.median': 1160, 'online.median': 58, 'batch.wait': 1010, 'batch.work': 140 }],
      prediction: { kind: 'ratio', ratio: 600 },
      reason: 'hundred',
      verdict: 'not',
      outcome: 'high',
    },
  ],
});

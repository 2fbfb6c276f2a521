import { defineExercise } from '../exercise';

/** Blanks that ask for a lane; the others ask for a word of an acronym. */
const LANES = ['time', 'fine', 'confined'];

export const exercise = defineExercise<'recall'>({
  ask: {
    id: 'acronyms',
    kind: 'recall',
    level: 'recall',
    concepts: ['lanes'],
    minutes: 2,
    title: 'BDO, RTD, EDG and B.O.E.',
    goal: 'You will have the four acronyms of the lesson at hand when you choose a lane.',
    prompt:
      'Three of the acronyms have three letters, one for each lane. The fourth, B.O.E., puts all three lanes in a row and gives each of them a word that rhymes.\n\nWrite what you remember before you look anything up. A guess is better than a gap, because what you had to search your memory for stays with you longer, and a small slip of spelling in a long word is forgiven.',
    question: 'Which words are missing?',
    input: {
      blanks: [
        { id: 'd-of-bdo', before: 'BDO is for the batch lane: Batch', after: 'Output.' },
        { id: 'd-of-rtd', before: 'RTD is for the online lane: Real Time', after: '.' },
        { id: 'e-of-edg', before: 'EDG is for the edge lane. Its E stands for', after: ',' },
        { id: 'g-of-edg', before: 'its D for Device and its G for', after: '.' },
        { id: 'confined', before: 'In B.O.E., the word “confined” goes with the lane called', after: ',' },
        { id: 'time', before: 'the word “time” with the one called', after: ',' },
        { id: 'fine', before: 'and the word “fine” with the one called', after: '.' },
      ],
    },
    reasons: [
      { id: 'speed', text: 'Each acronym says how fast its lane is, and B.O.E. puts the slowest first.' },
      { id: 'starts', text: 'Each acronym says what its lane’s answers depend on: a run, a moment, a device.' },
      { id: 'size', text: 'Each acronym says how large a model its lane can hold.' },
    ],
    legs: [],
  },
  key: {
    truth: () => ({
      accepted: {
        'd-of-bdo': ['determined'],
        'd-of-rtd': ['decisions', 'decision'],
        'e-of-edg': ['efficient'],
        'g-of-edg': ['generation'],
        time: ['batch', 'the batch lane', 'batch lane'],
        fine: ['online', 'real-time', 'the online lane', 'online lane'],
        confined: ['edge', 'the edge lane', 'edge lane'],
      },
    }),
    outcome({ verdict, parts }) {
      if (verdict === 'right') return 'right';
      if (Object.values(parts).every((isRight) => !isRight)) return 'none';
      const ofLanes = LANES.every((id) => parts[id]);
      const ofLetters = Object.entries(parts).every(([id, isRight]) => isRight || LANES.includes(id));
      return ofLanes ? 'letters' : ofLetters ? 'order' : 'some';
    },
    outcomes: {
      right:
        'All of them. Batch Determined Output: the run determines when there is output. Real Time Decisions: the answer comes while something can still be decided. Efficient Device Generation: the device makes its own answers and has little to make them with. And B.O.E. keeps the three in order, since batch has time, online is fine and edge is confined. Now use them on a task that you know.',
      letters:
        'You have B.O.E. by heart: batch has time, online is fine, edge is confined. Some of the letters got away. BDO is Batch Determined Output, since the run determines when there is output, and RTD is Real Time Decisions, since a decision is waiting. EDG is Efficient Device Generation, since the device makes the answers and has to be sparing. Tie each word to the work of its lane, and it will come back.',
      order:
        'The letters are all there, and B.O.E. is what is left. It names the lanes in the order in which they stand on every page, batch, online, edge, and gives a word to each. Batch takes its time, for a clock decides. Online is fine like fine sand, since it works on single items. Edge is confined to the device. Say the three words aloud, time, fine, confined, and listen for the rhyme.',
      some: 'Part of it is there. The words in full: BDO is Batch Determined Output, RTD is Real Time Decisions, EDG is Efficient Device Generation. B.O.E. goes through the lanes as batch with time, online with fine, edge with confined. Cover this text, say them again, and look at the ones that you missed. They will be easier tomorrow than they are now, if you try them once more then.',
      none: 'None of them came back this time, and that is worth knowing. BDO is Batch Determined Output: the run sets the hour. RTD is Real Time Decisions: the answer comes while it can still change something. EDG is Efficient Device Generation: the device answers for itself. B.O.E. names batch, online and edge, with the words time, fine and confined. Read about them on the lesson’s page “Remember”, and come back tomorrow.',
    },
    facts: () => ({}),
    reasons: {
      speed: {
        sound: false,
        why: 'None of the words is about speed. Which lane is quick depends on the device, the network and the load, and B.O.E. would have to change its order all the time.',
      },
      starts: {
        sound: true,
        why: 'That is what they have in common. A run determines the output, a decision waits for the moment, a device generates for itself.',
      },
      size: {
        sound: false,
        why: 'Only “efficient” touches on size, and it belongs to the edge. The other two acronyms would suit a model of any size.',
      },
    },
    watch: [],
    followUp: {
      question:
        'A weather station in the hills works out a frost warning by itself and has a small battery. Which acronym fits it?',
      choices: [
        {
          text: 'BDO, since weather is measured at regular hours.',
          right: false,
          why: 'Measuring by the hour does not make it batch. Nothing piles up here for a later run.',
        },
        {
          text: 'RTD, since a frost warning is for a decision tonight.',
          right: false,
          why: 'A decision does depend on it. But no server is asked: the station answers alone, and its battery sets the terms.',
        },
        {
          text: 'EDG, since the station makes its own answer and must be sparing.',
          right: true,
          why: 'Efficient for the battery, a device on its own, and an answer generated on the spot.',
        },
      ],
    },
  },
  examples: [
    {
      name: 'all of it, in a hurry',
      evidence: [],
      prediction: {
        kind: 'recall',
        answers: {
          'd-of-bdo': 'determined',
          'd-of-rtd': 'Decisions',
          'e-of-edg': 'efficent',
          'g-of-edg': 'Generation',
          time: 'batch',
          fine: 'Online',
          confined: 'edge',
        },
      },
      reason: 'starts',
      verdict: 'right',
      outcome: 'right',
    },
    {
      name: 'the order without the letters',
      evidence: [],
      prediction: {
        kind: 'recall',
        answers: {
          'd-of-bdo': 'Delayed',
          'd-of-rtd': 'Decisions',
          'e-of-edg': 'Edge',
          'g-of-edg': 'Gateway',
          time: 'batch',
          fine: 'real-time',
          confined: 'Edge lane',
        },
      },
      reason: 'starts',
      verdict: 'partly',
      outcome: 'letters',
    },
    {
      name: 'the letters without the order',
      evidence: [],
      prediction: {
        kind: 'recall',
        answers: {
          'd-of-bdo': 'Determined',
          'd-of-rtd': 'Decision',
          'e-of-edg': 'Efficient',
          'g-of-edg': 'Generation',
          time: 'online',
          fine: 'batch',
          confined: 'edge',
        },
      },
      reason: 'speed',
      verdict: 'partly',
      outcome: 'order',
    },
    {
      name: 'some of each',
      evidence: [],
      prediction: {
        kind: 'recall',
        answers: {
          'd-of-bdo': 'Determined',
          'd-of-rtd': 'Data',
          'e-of-edg': 'Efficient',
          'g-of-edg': '?',
          time: 'batch',
          fine: 'edge',
          confined: 'online',
        },
      },
      reason: 'size',
      verdict: 'partly',
      outcome: 'some',
    },
    {
      name: 'next to nothing',
      evidence: [],
      prediction: {
        kind: 'recall',
        answers: {
          'd-of-bdo': '?',
          'd-of-rtd': '?',
          'e-of-edg': '?',
          'g-of-edg': '?',
          time: 'online',
          fine: 'batch',
          confined: 'edge',
        },
      },
      reason: 'size',
      verdict: 'not',
      outcome: 'some',
    },
    {
      name: 'nothing',
      evidence: [],
      prediction: {
        kind: 'recall',
        answers: {
          'd-of-bdo': '?',
          'd-of-rtd': '?',
          'e-of-edg': '?',
          'g-of-edg': '?',
          time: '?',
          fine: '?',
          confined: '?',
        },
      },
      reason: 'speed',
      verdict: 'not',
      outcome: 'none',
    },
  ],
});

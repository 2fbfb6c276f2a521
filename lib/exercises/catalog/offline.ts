import { figureOf } from '../evidence/evidence';
import { defineExercise, factOf } from '../exercise';

/** What each case rests on: its answer is given where that lane gives it. */
const EDGE = ['own-copy', 'fallback'];
const BATCH = ['server-job', 'logger'];
const ONLINE = ['ask-server', 'first-start'];

export const exercise = defineExercise<'sort'>({
  ask: {
    id: 'offline',
    kind: 'sort',
    level: 'apply',
    concepts: ['privacy', 'device', 'lanes'],
    minutes: 5,
    title: 'The network is gone',
    goal: 'You will know who can still answer when a device has lost its network, and why.',
    prompt:
      'All three lanes get ready while the network is up. Then the way from this device to the online server is cut, by a network that the Lab emulates and labels as off. By that time the edge lane has its model. The batch job stands for one that works beside its data on the far side of the cut, so its lane is left as it is.\n\nIn each of the six cases below, think about where the model is, where the data are, and what is kept.',
    question: 'In each case, what becomes of a question that is asked while the device has no network?',
    input: {
      groups: [
        { id: 'now', text: 'It is answered at once' },
        { id: 'later', text: 'It is answered later, and is not lost' },
        { id: 'none', text: 'It never gets an answer' },
      ],
      items: [
        { id: 'own-copy', text: 'A reading aid on a phone that holds its own copy of the model' },
        {
          id: 'ask-server',
          text: 'A phone app that sends each picture to a server, gives up after ten seconds and keeps nothing',
        },
        { id: 'server-job', text: 'A job that scores, at its next run, what the server already has' },
        {
          id: 'fallback',
          text: 'An app that asks the server, or a small model of its own while there is no network',
        },
        {
          id: 'first-start',
          text: 'An app just installed that cannot read without its model, and drops what it cannot read',
        },
        { id: 'logger', text: 'A sensor that stores readings until it can hand them to a nightly job' },
      ],
    },
    reasons: [
      { id: 'where', text: 'It depends on where model and data are, and on what is kept until they meet.' },
      { id: 'all-ml', text: 'Models run on servers, so without a network nothing that uses one can answer.' },
      { id: 'size', text: 'Small models work without a network, and large ones need it.' },
    ],
    legs: [
      {
        title: 'Three lanes, with the way to the server cut',
        changes: { network: 'offline', perSecond: 30, count: 300, intervalMs: 1000 },
        // The lane that fails is what the exercise shows.
        onPurpose: ['failures', 'cut-short', 'too-short', 'too-few-samples'],
      },
    ],
    needs:
      'The run has to show a lane that gets no answer and two that get some. Let all three lanes come to their end.',
  },
  key: {
    truth(evidence) {
      const lost = figureOf(evidence, 0, 'online.unanswered-share');
      const batch = figureOf(evidence, 0, 'batch.answered');
      const edge = figureOf(evidence, 0, 'edge.answered');
      if (lost?.value !== 1 || !batch?.value || !edge?.value) return null;
      const into = (ids: readonly string[], group: string) => ids.map((id) => [id, [group]] as const);
      return { accepted: Object.fromEntries([...into(EDGE, 'now'), ...into(BATCH, 'later'), ...into(ONLINE, 'none')]) };
    },
    outcome({ verdict, parts }) {
      if (verdict === 'right') return 'right';
      if (EDGE.some((id) => !parts[id])) return 'edge';
      return ONLINE.some((id) => !parts[id]) ? 'online' : 'batch';
    },
    outcomes: {
      right:
        'With the way cut, the edge lane gave {edge} answers, half of them within {edgeMedian}, and the online lane gave {online}. The batch lane, whose work was on the far side already, gave {batch} after waiting for its runs, with a median of {batchMedian}. In every case you asked whether the cut runs between the model and the data, and if it does, whether anything keeps the question until it is over.',
      edge: 'With the way cut, the edge lane still gave {edge} answers, half of them within {edgeMedian}, because model and picture were both on this device and nothing had to be sent. The same is true of any app that holds a copy of its model, and of one that keeps a copy in reserve. A network is needed to fetch a model, and is not needed to run it.',
      online:
        'With the way cut, the online lane gave {online} answers: there is a model and there are data, but they are on two sides of a gap. An app that has still to fetch its model is no better off than one that asks a server, and since neither of them keeps the question, no network that comes back later can answer it. In this run the edge lane gave {edge} answers only because it had fetched its file before the cut.',
      batch:
        'The batch lane gave {batch} answers, with a median of {batchMedian} after their arrival. A job that runs where its data are does not notice that some device has lost its network, and a sensor that stores its readings loses time rather than data, because its answers come as soon as it can hand them over. Neither answers on the spot, as the edge lane did with {edge}, and nothing is lost in either.',
    },
    usually:
      'A model on the device goes on answering at once, and so does one that stands in when the network is down. A question to a server gets no answer, and an app that has still to fetch its model has none to ask. What is kept for a later run is answered later. In each case ask whether the cut runs between the model and the data, and whether anything keeps the question until it is over.',
    facts: (evidence) => ({
      ...factOf('edge', 'count', figureOf(evidence, 0, 'edge.answered')),
      ...factOf('online', 'count', figureOf(evidence, 0, 'online.answered')),
      ...factOf('batch', 'count', figureOf(evidence, 0, 'batch.answered')),
      ...factOf('edgeMedian', 'duration', figureOf(evidence, 0, 'edge.median')),
      ...factOf('batchMedian', 'duration', figureOf(evidence, 0, 'batch.median')),
    }),
    reasons: {
      where: {
        sound: true,
        why: 'An answer needs the model and the data in the same place, so a cut does harm when it runs between the two. What is kept until they meet again is late, and what is dropped is lost.',
      },
      'all-ml': {
        sound: false,
        why: 'Training usually happens on servers, but the finished model is a file, and a file can be copied to any device that is able to run it.',
        misconception: 'offline-means-no-ml',
      },
      size: {
        sound: false,
        why: 'Size decides whether a device can hold a model and run it in time. Once it has been fetched, a large model needs the network as little as a small one.',
      },
    },
    watch: [
      { leg: 0, figure: 'batch.answered', words: 'Batch, answered', lane: 'batch' },
      { leg: 0, figure: 'online.answered', words: 'Online, answered', lane: 'online' },
      { leg: 0, figure: 'edge.answered', words: 'Edge, answered', lane: 'edge' },
    ],
    followUp: {
      question:
        'A ferry counts passengers by camera, and for an hour in the middle of the sea it has no network. The count must be there at every moment. What is the least it needs?',
      choices: [
        {
          text: 'A copy of the model on board, fetched while the ferry is in the harbour.',
          right: true,
          why: 'The pictures are taken on board, so the model has to be there as well, and the harbour is where it can be fetched.',
        },
        {
          text: 'A stronger server ashore, so that answers come sooner when there is a network.',
          right: false,
          why: 'However strong, it is on the other side of the cut for an hour.',
        },
        {
          text: 'A disk on board, so that pictures can be scored ashore in the evening.',
          right: false,
          why: 'Then no count is lost, but each of them is late, and it was wanted at every moment.',
        },
      ],
    },
  },
  examples: [
    {
      name: 'a usual laptop',
      evidence: [
        {
          'batch.answered': 300,
          'batch.median': 590,
          'online.answered': exactly(0),
          'online.unanswered': exactly(300),
          'online.unanswered-share': exactly(1),
          'edge.answered': 300,
          'edge.median': 0.5,
        },
      ],
      prediction: {
        kind: 'sort',
        places: {
          'own-copy': 'now',
          'ask-server': 'none',
          'server-job': 'later',
          fallback: 'now',
          'first-start': 'none',
          logger: 'later',
        },
      },
      reason: 'where',
      verdict: 'right',
      outcome: 'right',
    },
    {
      name: 'no model thought to run without a network',
      evidence: [
        {
          'batch.answered': 300,
          'batch.median': 590,
          'online.answered': exactly(0),
          'online.unanswered': exactly(300),
          'online.unanswered-share': exactly(1),
          'edge.answered': 300,
          'edge.median': 0.5,
        },
      ],
      prediction: {
        kind: 'sort',
        places: {
          'own-copy': 'none',
          'ask-server': 'later',
          'server-job': 'none',
          fallback: 'none',
          'first-start': 'later',
          logger: 'none',
        },
      },
      reason: 'all-ml',
      verdict: 'not',
      outcome: 'edge',
    },
    {
      name: 'a weak phone, and an app without its model taken for one with it',
      evidence: [
        {
          'batch.answered': 300,
          'batch.median': 660,
          'online.answered': exactly(0),
          'online.unanswered': exactly(300),
          'online.unanswered-share': exactly(1),
          'edge.answered': 300,
          'edge.median': 4,
        },
      ],
      prediction: {
        kind: 'sort',
        places: {
          'own-copy': 'now',
          'ask-server': 'none',
          'server-job': 'later',
          fallback: 'now',
          'first-start': 'now',
          logger: 'later',
        },
      },
      reason: 'size',
      verdict: 'partly',
      outcome: 'online',
    },
    {
      name: 'the job thought to stop with the device',
      evidence: [
        {
          'batch.answered': 300,
          'batch.median': 590,
          'online.answered': exactly(0),
          'online.unanswered': exactly(300),
          'online.unanswered-share': exactly(1),
          'edge.answered': 300,
          'edge.median': 0.5,
        },
      ],
      prediction: {
        kind: 'sort',
        places: {
          'own-copy': 'now',
          'ask-server': 'none',
          'server-job': 'none',
          fallback: 'now',
          'first-start': 'none',
          logger: 'later',
        },
      },
      reason: 'where',
      verdict: 'partly',
      outcome: 'batch',
    },
  ],
});

function exactly(value: number) {
  return { value, low: value, high: value };
}

import { type Evidence, figureOf } from '../evidence/evidence';
import { defineExercise, factOf } from '../exercise';

const ASKED = ['online-figures', 'online-when', 'batch-figures'];
const KEPT = ['edge-figures', 'edge-answer'];
const FETCHED = ['edge-model', 'online-answer'];

/** Bytes an online answer brought back; `null` where that was not measured. */
function backOf(evidence: Evidence): number | null {
  const sent = figureOf(evidence, 0, 'online.bytes-sent');
  const total = figureOf(evidence, 0, 'online.bytes-total');
  const answered = figureOf(evidence, 0, 'online.answered');
  return sent && total && answered?.value ? total.value / answered.value - sent.value : null;
}

export const exercise = defineExercise<'sort'>({
  ask: {
    id: 'what-leaves',
    kind: 'sort',
    level: 'recall',
    concepts: ['privacy', 'network'],
    minutes: 4,
    title: 'What leaves the device?',
    goal: 'You will be able to say, lane by lane, what a device gives away when it asks a model.',
    prompt:
      'Somebody applies for credit, and a model estimates the risk from a row of figures about this person. The figures are on this device, which can send them to a server at once, hand them over in piles for a batch job, or fetch the model and work out the answer by itself.\n\nThe Lab counts the bytes that each lane sends and receives.',
    question: 'Which of these leave the device, which only come to it, and which stay where they are?',
    input: {
      groups: [
        { id: 'out', text: 'Leaves the device' },
        { id: 'in', text: 'Only comes to it' },
        { id: 'stays', text: 'Stays on it' },
      ],
      items: [
        { id: 'online-figures', text: 'The person’s figures, when a server answers at once', lane: 'online' },
        { id: 'edge-figures', text: 'The person’s figures, when this device answers', lane: 'edge' },
        {
          id: 'batch-figures',
          text: 'The person’s figures, when a job on the server scores them tonight',
          lane: 'batch',
        },
        { id: 'edge-model', text: 'The file of the model, when this device answers', lane: 'edge' },
        { id: 'online-answer', text: 'The estimate, when a server works it out', lane: 'online' },
        { id: 'edge-answer', text: 'The estimate, when this device works it out', lane: 'edge' },
        {
          id: 'online-when',
          text: 'The moment at which somebody asked, when a server answers at once',
          lane: 'online',
        },
      ],
    },
    reasons: [
      { id: 'meet', text: 'Model and figures have to meet, and whichever of them travels is what leaves home.' },
      { id: 'internet', text: 'A page in a browser always sends its data to the site that made it.' },
      { id: 'nightly', text: 'A batch job does its work at some later time, so the figures need not leave.' },
    ],
    legs: [
      {
        title: 'Three lanes, with their bytes counted',
        changes: { modelId: 'credit-risk', perSecond: 30, count: 300, intervalMs: 1000 },
        // Bytes are the same however soon an answer comes.
        onPurpose: ['unstable', 'generator-late'],
      },
    ],
    needs: 'The bytes of all three lanes have to be counted for this. Let each lane come to its end.',
  },
  key: {
    truth(evidence) {
      const online = figureOf(evidence, 0, 'online.bytes-sent');
      const batch = figureOf(evidence, 0, 'batch.bytes-sent');
      const edge = figureOf(evidence, 0, 'edge.bytes-sent');
      const back = backOf(evidence);
      if (!online?.value || !batch?.value || edge?.value !== 0 || !back || back <= 0) return null;
      const into = (ids: readonly string[], group: string) => ids.map((id) => [id, [group]] as const);
      return { accepted: Object.fromEntries([...into(ASKED, 'out'), ...into(KEPT, 'stays'), ...into(FETCHED, 'in')]) };
    },
    outcome({ verdict, parts }) {
      if (verdict === 'right') return 'right';
      if (KEPT.some((id) => !parts[id])) return 'kept';
      return ASKED.some((id) => !parts[id]) ? 'sent' : 'fetched';
    },
    outcomes: {
      right:
        'The edge lane sent {edge} for each person, so figures and estimate never left. Online sent {online} and received {back} in return, and batch sent {batch}: a pile leaves later and all together, but it does leave. A server that is asked also learns one thing that is not among the figures, namely when somebody asked.',
      kept: 'For each person the edge lane sent {edge}, whereas online sent {online} and batch {batch}. The model’s file of {model} had been fetched beforehand, and afterwards everything that an answer needs was in the same place. The fact that a page comes from a site does not mean that whatever is typed into it goes back there.',
      sent: 'Look at what was sent for each person: {online} online, {batch} in batch and {edge} at the edge. Whenever the model is elsewhere the figures have to travel there, either at once or in a pile, and waiting only changes when. Every request also tells the server the time at which it was made, and over several weeks such times say a good deal about a person.',
      fetched:
        'You saw what leaves. Two things only arrive, namely the estimate when a server makes it, which is part of the {back} that came back for each person, and the model’s file of {model} at the edge. That file is the same for everybody who fetches it and says nothing about this person, for whom the edge lane sent {edge}.',
    },
    usually:
      'In the online and the batch lane the figures of a person leave the device, one by one or in a pile. At the edge the model comes to the device, and both figures and estimate stay there. A server that is asked also learns one thing that is not among the figures, namely when somebody asked.',
    facts(evidence) {
      const back = backOf(evidence);
      return {
        ...factOf('online', 'bytes', figureOf(evidence, 0, 'online.bytes-sent')),
        ...factOf('batch', 'bytes', figureOf(evidence, 0, 'batch.bytes-sent')),
        ...factOf('edge', 'bytes', figureOf(evidence, 0, 'edge.bytes-sent')),
        ...factOf('model', 'bytes', figureOf(evidence, 0, 'edge.model-bytes')),
        ...(back !== null && { back: { unit: 'bytes', value: Math.round(back) } }),
      };
    },
    reasons: {
      meet: {
        sound: true,
        why: 'Either the data are sent to the model or the model is sent to the data, and only in the second case does nothing about the person travel.',
      },
      internet: {
        sound: false,
        why: 'A page may send what you give it, but it does not have to. In the edge lane this one ran the model in your browser, as its count of bytes shows.',
      },
      nightly: {
        sound: false,
        why: 'The job may run at midnight, but it can only score what it has been given, so the figures leave before it starts.',
      },
    },
    watch: [
      { leg: 0, figure: 'batch.bytes-sent', words: 'Batch, sent for each', lane: 'batch' },
      { leg: 0, figure: 'online.bytes-sent', words: 'Online, sent for each', lane: 'online' },
      { leg: 0, figure: 'edge.bytes-sent', words: 'Edge, sent for each', lane: 'edge' },
    ],
    followUp: {
      question:
        'A keyboard suggests words on the phone itself. Each night it sends its maker a list of the words that were corrected. What can be said of it?',
      choices: [
        {
          text: 'Suggesting leaks nothing, and the nightly list gives away what was typed.',
          right: true,
          why: 'Each flow of data has to be looked at by itself, and a model on the device says nothing about what else the app sends.',
        },
        {
          text: 'All of it is private, because the model answers on the phone itself.',
          right: false,
          why: 'Only the suggesting is private, because the list consists of words that somebody wrote.',
        },
        {
          text: 'All of it is private, because the list is sent at night and not at once.',
          right: false,
          why: 'Waiting for the night changes the moment, but the words leave the phone all the same.',
        },
      ],
    },
  },
  examples: [
    {
      name: 'a usual laptop',
      evidence: [
        {
          'batch.bytes-sent': 54,
          'online.bytes-sent': 196,
          'online.bytes-total': 109_200,
          'online.answered': 300,
          'edge.bytes-sent': nothing(),
          'edge.model-bytes': 113_200,
        },
      ],
      prediction: {
        kind: 'sort',
        places: {
          'online-figures': 'out',
          'edge-figures': 'stays',
          'batch-figures': 'out',
          'edge-model': 'in',
          'online-answer': 'in',
          'edge-answer': 'stays',
          'online-when': 'out',
        },
      },
      reason: 'meet',
      verdict: 'right',
      outcome: 'right',
    },
    {
      name: 'everything mixed up',
      evidence: [
        {
          'batch.bytes-sent': 54,
          'online.bytes-sent': 196,
          'online.bytes-total': 109_200,
          'online.answered': 300,
          'edge.bytes-sent': nothing(),
          'edge.model-bytes': 113_200,
        },
      ],
      prediction: {
        kind: 'sort',
        places: {
          'online-figures': 'stays',
          'edge-figures': 'out',
          'batch-figures': 'stays',
          'edge-model': 'out',
          'online-answer': 'out',
          'edge-answer': 'out',
          'online-when': 'stays',
        },
      },
      reason: 'internet',
      verdict: 'not',
      outcome: 'kept',
    },
    {
      name: 'a weak phone, and the pile taken to stay',
      evidence: [
        {
          'batch.bytes-sent': 55,
          'online.bytes-sent': 196,
          'online.bytes-total': 109_200,
          'online.answered': 300,
          'edge.bytes-sent': nothing(),
          'edge.model-bytes': 113_200,
        },
      ],
      prediction: {
        kind: 'sort',
        places: {
          'online-figures': 'out',
          'edge-figures': 'stays',
          'batch-figures': 'stays',
          'edge-model': 'in',
          'online-answer': 'in',
          'edge-answer': 'stays',
          'online-when': 'out',
        },
      },
      reason: 'nightly',
      verdict: 'partly',
      outcome: 'sent',
    },
    {
      name: 'the file of the model taken to stay',
      evidence: [
        {
          'batch.bytes-sent': 54,
          'online.bytes-sent': 196,
          'online.bytes-total': 109_200,
          'online.answered': 300,
          'edge.bytes-sent': nothing(),
          'edge.model-bytes': 113_200,
        },
      ],
      prediction: {
        kind: 'sort',
        places: {
          'online-figures': 'out',
          'edge-figures': 'stays',
          'batch-figures': 'out',
          'edge-model': 'stays',
          'online-answer': 'in',
          'edge-answer': 'stays',
          'online-when': 'out',
        },
      },
      reason: 'meet',
      verdict: 'partly',
      outcome: 'fetched',
    },
  ],
});

function nothing() {
  return { value: 0, low: 0, high: 0 };
}

import type { Evidence } from '../evidence/evidence';
import { figureOf } from '../evidence/evidence';
import { ratioOf } from '../evidence/reading';
import { defineExercise, factOf } from '../exercise';

const X = { least: 1, most: 200 } as const;

/** How many times slower the device would have to be for both to take equally long. */
const crossing = (evidence: Evidence) =>
  ratioOf(figureOf(evidence, 0, 'online.median'), figureOf(evidence, 0, 'edge.median'));

export const exercise = defineExercise<'crossover'>({
  ask: {
    id: 'slow-phone',
    kind: 'crossover',
    level: 'analyse',
    concepts: ['choosing', 'network', 'device'],
    minutes: 5,
    title: 'How slow may the phone be?',
    goal: 'You will be able to say from which point on a slow device had better ask a server.',
    prompt:
      'The large clothing model can run on the device or on a server that is reached over an emulated 4G connection. Your own device is measured first, just as it is. Then imagine slower and slower ones, down to one that needs two hundred times as long for the same sums.\n\nOn a slower device the edge lane slows down in proportion. The online lane does not, since the sums are done on the server and the way there stays as long as it is. The horizontal line of the chart is the slowdown, and the vertical one is the median latency.',
    question: 'How many times slower than yours must a device be for online and edge to answer equally soon?',
    input: {
      x: { unit: 'ratio', least: X.least, most: X.most, kind: 'log', label: 'times slower than your device' },
      y: { unit: 'duration', label: 'median latency', kind: 'log' },
      curves: [
        { id: 'online', text: 'Online over 4G', lane: 'online' },
        { id: 'edge', text: 'Edge', lane: 'edge' },
      ],
      never: 'They do not cross between 1 and 200',
    },
    reasons: [
      { id: 'edge', text: 'The edge has no way to go, so no device is too slow for it to come first.' },
      { id: 'server', text: 'A server computes many times faster, so any slower device is better off asking it.' },
      { id: 'journey', text: 'The device may take as long as the journey to the server and back, and no longer.' },
      { id: 'both', text: 'On a slow device everything is slow, the network too, so the order never changes.' },
    ],
    legs: [
      {
        title: 'Online over 4G and edge, one after the other',
        // So few that a device that needs a tenth of a second still keeps up.
        changes: {
          modelId: 'clothing',
          versionId: 'big-fp32',
          lanes: ['online', 'edge'],
          network: '4g',
          pattern: 'constant',
          perSecond: 5,
          count: 60,
        },
        // Where a device cannot keep up even so, the server is ahead at any slowdown.
        onPurpose: ['unstable'],
      },
    ],
  },
  key: {
    truth(evidence) {
      const online = figureOf(evidence, 0, 'online.median');
      const edge = figureOf(evidence, 0, 'edge.median');
      const at = crossing(evidence);
      if (!online || !edge || !at) return null;
      const places = [1, 2, 5, 10, 20, 50, 100, 200];
      return {
        at: at.value >= X.least && at.value <= X.most ? at : null,
        curves: {
          online: places.map((x) => ({ x, y: online.value })),
          edge: places.map((x) => ({ x, y: x * edge.value })),
        },
      };
    },
    outcome({ verdict }, { at }, truth) {
      if (truth.at === null) return verdict === 'right' ? 'none-right' : 'none';
      if (verdict === 'right') return 'right';
      return at === null ? 'never' : at > truth.at.value ? 'late' : 'early';
    },
    outcomes: {
      right:
        'Well placed. Online took {online} at the median, most of it emulated 4G, and your device took {edge}. Dividing the one by the other gives {times}: a device that is so many times slower than yours answers as late as the server does. Faster ones do better by themselves and slower ones by asking, so neither lane is the faster one as such: it depends on the device and on the network.',
      early:
        'The lines cross later. Online took {online} at the median and your device {edge}, so a device could be {times} times slower and still be level. The journey over 4G costs so much that there is time for a great many sums meanwhile. A server that is quick at computing gets no credit for it while the picture is on its way.',
      late: 'The lines cross sooner. Your device took {edge} for an answer and online {online}, so at {times} times slower the two are level, and beyond that the server is first. Having no way to go is a fixed advantage, worth the length of the journey and nothing more, and a device that takes longer than that over its sums has used it up.',
      never:
        'They do cross, at {times}. Online took {online} at the median and stays there, while the edge begins at {edge} on your device and climbs with every step to the right. A line that climbs in proportion must meet a flat one sooner or later. What has to be measured is where, and whether any device that you care about lies beyond that point.',
      'none-right':
        'You were right that they do not meet within the chart. Online took {online} at the median and your device {edge}. They are level where a device takes {times} times as long as yours, which lies outside the range from 1 to 200. Below 1 it would have to be a faster device than yours, and above 200 a slower one than anybody is likely to carry. The rule is the same for every device: compare its sums with the journey.',
      none: 'There is no crossing within the chart. Online took {online} at the median and your device {edge}. They are level where a device takes {times} times as long as yours, which lies outside the range from 1 to 200. Below 1 it would have to be a faster device than yours, and above 200 a slower one than anybody is likely to carry. The rule is the same for every device: compare its sums with the journey.',
    },
    usually:
      'A usual laptop could be many times slower before the server answered as soon, while a weak phone may be behind from the start. The two are level where the sums on the device take as long as the journey, with the server’s part added to it. So neither lane is the faster one as such: it depends on the device and on the network.',
    facts: (evidence) => ({
      ...factOf('online', 'duration', figureOf(evidence, 0, 'online.median')),
      ...factOf('edge', 'duration', figureOf(evidence, 0, 'edge.median')),
      ...factOf('times', 'ratio', crossing(evidence)),
    }),
    reasons: {
      edge: {
        sound: false,
        why: 'Having no way to go saves the time of the journey. A device that is slow enough spends more than that on the sums.',
        misconception: 'edge-is-always-faster',
      },
      server: {
        sound: false,
        why: 'Its speed shortens the sums, but the journey has to be made first. On a mobile network that is often the larger part by far.',
        misconception: 'edge-is-always-slower',
      },
      journey: {
        sound: true,
        why: 'Precisely. The two are level where the sums on the device take as long as the journey, with the server’s part added to it.',
      },
      both: {
        sound: false,
        why: 'A slow processor hardly delays a packet on the radio. The network has a speed of its own, which is why one line is flat and the other is not.',
      },
    },
    watch: [
      { leg: 0, figure: 'online.median', words: 'Online over 4G', lane: 'online' },
      { leg: 0, figure: 'edge.median', words: 'Edge', lane: 'edge' },
    ],
    followUp: {
      question:
        'A school gets a fibre connection, and the way to the server takes 10 ms where it used to take 180. Its old tablets run the same model as before. Where is the crossing now?',
      choices: [
        {
          text: 'Further to the left: fewer tablets are quick enough to beat the server.',
          right: true,
          why: 'The flat line sinks and the climbing one meets it sooner. With a shorter journey the device has less time for its own sums.',
        },
        {
          text: 'Further to the right: a faster network helps every device in the school.',
          right: false,
          why: 'It helps whoever asks the server. The edge lane does not use the network and gains nothing from it.',
        },
        {
          text: 'Where it was: the tablets and the model are the same as they were before.',
          right: false,
          why: 'The climbing line is indeed the same, but the flat one has sunk, and a crossing depends on both.',
        },
      ],
    },
  },
  examples: [
    {
      name: 'a usual laptop, well placed',
      evidence: [{ 'online.median': 180, 'edge.median': 8.8 }],
      prediction: { kind: 'crossover', at: 15 },
      reason: 'journey',
      verdict: 'right',
      outcome: 'right',
    },
    {
      name: 'a usual laptop, placed too early',
      evidence: [{ 'online.median': 180, 'edge.median': 8.8 }],
      prediction: { kind: 'crossover', at: 1.5 },
      reason: 'server',
      verdict: 'not',
      outcome: 'early',
    },
    {
      name: 'a weak phone, placed too late',
      evidence: [{ 'online.median': 186, 'edge.median': 62 }],
      prediction: { kind: 'crossover', at: 40 },
      reason: 'both',
      verdict: 'not',
      outcome: 'late',
    },
    {
      name: 'a weak phone, said never to be overtaken',
      evidence: [{ 'online.median': 186, 'edge.median': 62 }],
      prediction: { kind: 'crossover', at: null },
      reason: 'edge',
      verdict: 'not',
      outcome: 'never',
    },
    {
      name: 'a phone so weak that the server is ahead from the start, foreseen',
      evidence: [{ 'online.median': 190, 'edge.median': 290 }],
      prediction: { kind: 'crossover', at: null },
      reason: 'journey',
      verdict: 'right',
      outcome: 'none-right',
    },
    {
      name: 'a phone so weak that the server is ahead from the start',
      evidence: [{ 'online.median': 190, 'edge.median': 290 }],
      prediction: { kind: 'crossover', at: 4 },
      reason: 'journey',
      verdict: 'not',
      outcome: 'none',
    },
  ],
});

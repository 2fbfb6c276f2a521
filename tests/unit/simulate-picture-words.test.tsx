import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { LivePicture } from '@/components/simulator/picture/live-picture';
import { usePictureWords } from '@/components/simulator/picture/use-picture-words';
import { MESSAGES } from '@/lib/i18n/messages';
import { stateAt } from '@/lib/simulate/picture/state';
import type { ScenarioInput } from '@/lib/simulate/scenario/scenario';
import { filmed, scenarioOf, WORLDS } from './simulate-picture-fixtures';

const shown = (children: React.ReactNode): string =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={MESSAGES} timeZone="UTC">
      {children}
    </NextIntlClientProvider>,
  );

const trace = (gapsMs: number[]) => ({ arrivals: { kind: 'trace', gapsMs } }) as Partial<ScenarioInput>;
const constant = (value: number) => ({ kind: 'constant', value }) as const;
const network = (roundTripMs: number) => ({
  count: 5,
  classes: [{ name: 'all', share: 1, network: { roundTripMs: constant(roundTripMs) } }],
});

type Beside = Omit<ScenarioInput, 'version' | 'seed' | 'requests'>;
const LANES: Record<
  string,
  { beside: Partial<Beside> & Pick<Beside, 'lanes'>; requests: number; said: [number, string][] }
> = {
  'a queue, servers and a network': {
    requests: 7,
    beside: {
      ...trace([10, 0, 0, 0, 0, 20, 0]),
      clients: network(20),
      lanes: { online: { servers: 2, serviceMs: constant(1000) } },
    },
    said: [
      [0, 'At 0.000 s: no request waits and no server of 2 is busy. So far 0 requests have come: 0 answered.'],
      [
        35,
        'At 0.035 s: 3 requests wait, both servers are busy, and 2 are on the network. So far 7 requests have come: 0 answered.',
      ],
      [
        1025,
        'At 1.025 s: 3 requests wait, both servers are busy, and 2 are on the network. So far 7 requests have come: 0 answered.',
      ],
      [1030, 'At 1.030 s: 3 requests wait and both servers are busy. So far 7 requests have come: 2 answered.'],
    ],
  },
  'one worker, rejections and clients that give up and try again': {
    requests: 3,
    beside: {
      ...trace([10, 0, 0]),
      lanes: {
        online: {
          ...{ servers: 1, serviceMs: constant(1000), queueMost: 1 },
          client: { timeoutMs: 100, retries: 1, backoffMs: 50, jitter: false },
        },
      },
    },
    said: [
      [
        20,
        'At 0.020 s: 1 request waits, the server is busy, and 1 waits to try again. So far 3 requests have come: 0 answered.',
      ],
      [
        70,
        'At 0.070 s: 1 request waits and the server is busy. So far 3 requests have come: 0 answered and 1 rejected.',
      ],
      [
        130,
        'At 0.130 s: 1 request waits, the server is busy, 2 wait to try again, and 2 are still worked on although their clients gave up. ' +
          'So far 3 requests have come: 0 answered and 1 rejected.',
      ],
    ],
  },
  'a job': {
    requests: 6,
    beside: {
      ...trace([100]),
      lanes: { batch: { everyMs: 450, workers: 2, chunkItems: 1, serviceMs: constant(70) } },
    },
    said: [
      [
        420,
        'At 0.420 s: 4 requests wait, no worker of 2 is busy, and no run has begun yet. So far 4 requests have come: 0 answered.',
      ],
      [
        460,
        'At 0.460 s: 2 requests wait, both workers are busy, and the run of 0.5 s is under way. So far 4 requests have come: 0 answered.',
      ],
      [
        525,
        'At 0.525 s: 1 request waits, both workers are busy, 2 answers wait for the end of the run, and the run of 0.5 s is under way. ' +
          'So far 5 requests have come: 0 answered.',
      ],
      [
        595,
        'At 0.595 s: 1 request waits, no worker of 2 is busy, and the last run was over at 0.6 s. So far 5 requests have come: 4 answered.',
      ],
    ],
  },
};

describe('The picture in words', () => {
  test.each(Object.entries(LANES))('says what is seen of %s', (_, { beside, requests, said }) => {
    const { film } = filmed(scenarioOf(beside as Beside, requests, 1));
    function Told() {
      const words = usePictureWords();
      return said.map(([ms]) => (
        <p key={ms}>{words.sentence(film, stateAt(film, ms), words.time(ms, film.spanMs, true))}</p>
      ));
    }
    expect([...shown(<Told />).matchAll(/<p>(.*?)<\/p>/g)].map(([, text]) => text)).toEqual(
      said.map(([, text]) => text),
    );
  });

  test('tells moments of a long film as on a clock, with the day', () => {
    const DAY = 86_400_000;
    function Told() {
      const { time } = usePictureWords();
      return [time(3_725_000, DAY, true), time(DAY + 1000, 3 * DAY, true), time(12_345, 60_000, false)].join('|');
    }
    expect(shown(<Told />)).toBe('01:02:05|day 2, 00:00:01|12.3 s');
  });

  test.each(Object.entries(WORLDS))(
    'stands on the page before anything is pressed, with all controls: %s',
    (_, world) => {
      const scenario = scenarioOf(world, 60, 20);
      const html = shown(<LivePicture scenario={scenario} samples={filmed(scenario).samples} />);
      expect(html).toContain('At 0.000 s: no request');
      expect(html).toContain('So far 0 requests have come: 0 answered.');
      for (const name of ['Play', 'Event before', 'Next event', 'Restart']) expect(html).toContain(`>${name}</button>`);
      expect(html).toMatch(/<input[^>]*type="range"[^>]*aria-label="Moment"/);
      expect(html).toMatch(/role="group" tabindex="0"[^>]*aria-label="The lanes as they are simulated, in motion"/i);
      expect(html).toContain('<p class="visually-hidden" role="status"></p>');
      expect(html).not.toMatch(/simulatorPicture\./);
      expect(html).not.toContain('It shows the first');
    },
  );

  test('says that it shows the first requests only, where there are more', () => {
    const scenario = scenarioOf(WORLDS['a cascade'] ?? { lanes: {} }, 60, 20);
    const { samples } = filmed(scenario, 25);
    expect(shown(<LivePicture scenario={scenario} samples={samples} />)).toContain(
      'It shows the first 25 requests of each lane',
    );
  });

  test('says that there is nothing to draw where no single request was kept', () => {
    const scenario = scenarioOf(WORLDS['a cascade'] ?? { lanes: {} }, 10, 20);
    const { samples } = filmed(scenario, 0);
    expect(shown(<LivePicture scenario={scenario} samples={samples} />)).toContain('There is nothing to draw');
  });
});

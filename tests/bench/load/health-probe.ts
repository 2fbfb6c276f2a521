import { Agent, get } from 'node:http';

/** Looks a second. */
const LOOKS = 20;
/** A look that has no answer by then counts as so long, ms. */
const MOST_MS = 30_000;

/** Asks how the server is, 20 times a second and whatever became of the look before, over connections of its own. */
export function probeHealth(baseUrl: string): { stop(): Promise<{ timesMs: number[]; failures: number }> } {
  const agent = new Agent({ keepAlive: true });
  const timesMs: number[] = [];
  const looks: Promise<void>[] = [];
  let failures = 0;
  const look = () =>
    new Promise<void>((resolve) => {
      const startMs = performance.now();
      const end = (ok: boolean) => {
        timesMs.push(performance.now() - startMs);
        if (!ok) failures++;
        resolve();
      };
      const asked = get(`${baseUrl}/v2/health/live`, { agent, timeout: MOST_MS }, (response) => {
        response.resume();
        response.once('end', () => end(response.statusCode === 200));
      });
      asked.once('timeout', () => asked.destroy());
      asked.once('error', () => end(false));
    });
  const timer = setInterval(() => looks.push(look()), 1000 / LOOKS);
  return {
    async stop() {
      clearInterval(timer);
      await Promise.all(looks);
      agent.destroy();
      return { timesMs, failures };
    },
  };
}

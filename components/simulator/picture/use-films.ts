import { useEffect, useMemo, useState } from 'react';
import { type Film, filming, filmOf } from '@/lib/simulate/picture/film';
import type { SampledRequests } from '@/lib/simulate/sample';
import type { Scenario } from '@/lib/simulate/scenario/scenario';

/** Up to so many passages, films are made before the first frame. */
const MOST_AT_ONCE = 3000;

/** The films of all lanes; `null` while large ones are being made, between which the page stays free. */
export function useFilms(scenario: Scenario, samples: readonly SampledRequests[]): readonly Film[] | null {
  const passages = samples.reduce((sum, { passages: { request } }) => sum + request.length, 0);
  const atOnce = useMemo(
    () => (passages <= MOST_AT_ONCE ? samples.map((sample) => filmOf(scenario, sample)) : null),
    [passages, scenario, samples],
  );
  const [made, setMade] = useState<{ readonly of: readonly SampledRequests[]; readonly films: Film[] } | null>(null);
  useEffect(() => {
    if (atOnce) return;
    const films: Film[] = [];
    let making = samples[0] ? filming(scenario, samples[0]) : null;
    let timer = setTimeout(function piece() {
      if (!making) return;
      const { done, value } = making.next();
      if (done) {
        films.push(value);
        const next = samples[films.length];
        making = next ? filming(scenario, next) : null;
      }
      if (making) timer = setTimeout(piece);
      else setMade({ of: samples, films });
    });
    return () => clearTimeout(timer);
  }, [atOnce, scenario, samples]);
  return atOnce ?? (made?.of === samples ? made.films : null);
}

/** From where on all of them are complete, ms. */
export const startOf = (films: readonly Film[]): number => Math.max(0, ...films.map(({ fromMs }) => fromMs));

/** Up to where all of them are complete: the soonest end of those that are cut, else the latest. ms */
export function spanOf(films: readonly Film[], samples: readonly SampledRequests[]): number {
  const cut = Math.min(...samples.map(({ untilMs }) => untilMs));
  return Number.isFinite(cut) ? cut : Math.max(0, ...films.map(({ spanMs }) => spanMs));
}

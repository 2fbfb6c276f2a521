import { ddc } from './d-d-c';
import { dm1 } from './d-m-1';
import { allenCunneen, kingman } from './g-g-c';
import { md1 } from './m-d-1';
import { mg1 } from './m-g-1';
import { mm1 } from './m-m-1';
import { mmc } from './m-m-c';
import { mmcc } from './m-m-c-c';
import { mmck } from './m-m-c-k';
import { offeredUtilisation, type QueueFigures, type QueueLoad, requireSpread, type SteadyState } from './steady-state';

/** The formulas there are, each with the number of its rule in SPEC.md. `isExact`: what it gives holds, and is no approximation. */
export const FORMULAS = {
  'M/M/1': { rule: '1.3', isExact: true },
  'M/M/c': { rule: '1.4', isExact: true },
  'M/G/c/c': { rule: '1.5', isExact: true },
  'M/M/c/K': { rule: '1.6', isExact: true },
  'M/D/1': { rule: '1.7', isExact: true },
  'M/G/1': { rule: '1.8', isExact: true },
  'D/M/1': { rule: '1.9', isExact: true },
  'D/D/c': { rule: '1.10', isExact: true },
  Kingman: { rule: '1.11', isExact: false },
  'Allen-Cunneen': { rule: '1.12', isExact: false },
} as const;
export type FormulaName = keyof typeof FORMULAS;

/** From here on, rounding decides which of two comes first that fall on one moment. */
const ALMOST_FULL = 1 - 1e-9;

/** What theory may be asked of. */
export interface TheoryAsked {
  /** `general`: independent gaps of any shape, of the coefficient of variation `gapCv`. `varying`: a rate that changes. `closed`: a closed loop. */
  readonly arrivals: 'poisson' | 'constant' | 'general' | 'varying' | 'closed';
  /** Coefficient of variation of the gaps between arrivals; only of `general` ones. */
  readonly gapCv?: number;
  /** 1/s */
  readonly perSecond: number;
  readonly servers: number;
  readonly service: {
    readonly meanMs: number;
    /** Coefficient of variation; only of `general` times: an exponential time has 1, a constant one 0. */
    readonly cv: number;
    readonly shape: 'exponential' | 'constant' | 'general';
  };
  /** Places to wait; `null` = no limit. */
  readonly places: number | null;
}

/** Why there is no formula. */
export type NoFormula = 'varying-rate' | 'closed-loop' | 'limited-queue';

export type Theory =
  | {
      readonly state: 'applies';
      readonly name: FormulaName;
      /** Of SPEC.md. */
      readonly rule: string;
      readonly isExact: boolean;
      readonly figures: QueueFigures;
    }
  | { readonly state: 'none'; readonly why: NoFormula };

/**
 * The formula that fits a queue best, and what it gives (SPEC 1.13).
 * @throws RangeError for a rate, a time, a number or a spread that cannot be
 */
export function theoryFor(asked: TheoryAsked): Theory {
  const { arrivals, perSecond, servers, service, places } = asked;
  if (arrivals === 'varying') return { state: 'none', why: 'varying-rate' };
  if (arrivals === 'closed') return { state: 'none', why: 'closed-loop' };
  const load = { perSecond, serviceMs: service.meanMs, servers };
  const serviceCv = { exponential: 1, constant: 0, general: service.cv }[service.shape];
  const gapCv = { poisson: 1, constant: 0, general: asked.gapCv ?? Number.NaN }[arrivals];
  requireSpread(gapCv);
  requireSpread(serviceCv);
  if (gapCv === 0 && serviceCv === 0 && fillsNoQueue(offeredUtilisation(load), places)) {
    return applied('D/D/c', ddc(load));
  }
  if (places !== null) return limited(asked, load, places);
  if (arrivals === 'poisson') return poissonTheory(load, service.shape, serviceCv);
  if (servers > 1) return applied('Allen-Cunneen', allenCunneen({ ...load, gapCv, serviceCv }));
  if (gapCv === 0 && service.shape === 'exponential') return applied('D/M/1', dm1(load));
  return applied('Kingman', kingman({ ...load, gapCv, serviceCv }));
}

/** Whether equal gaps and times make a limit of the queue no difference. At 100 % each comes just when another one leaves: it may need a place for no time. */
function fillsNoQueue(utilisation: number, places: number | null): boolean {
  return places === null || (places === 0 ? utilisation < ALMOST_FULL : utilisation <= 1);
}

function poissonTheory(load: QueueLoad, shape: TheoryAsked['service']['shape'], serviceCv: number): Theory {
  if (load.servers === 1) {
    if (shape === 'exponential') return applied('M/M/1', mm1(load));
    return serviceCv === 0 ? applied('M/D/1', md1(load)) : applied('M/G/1', mg1({ ...load, serviceCv }));
  }
  if (shape === 'exponential') return applied('M/M/c', mmc(load));
  return applied('Allen-Cunneen', allenCunneen({ ...load, gapCv: 1, serviceCv }));
}

function limited({ arrivals, service }: TheoryAsked, load: QueueLoad, places: number): Theory {
  const isExponential = service.shape === 'exponential';
  if (arrivals !== 'poisson') return { state: 'none', why: 'limited-queue' };
  if (places === 0) {
    const figures: SteadyState = mmcc(load);
    return applied('M/G/c/c', isExponential ? figures : { ...figures, latencyMs: null });
  }
  return isExponential ? applied('M/M/c/K', mmck({ ...load, places })) : { state: 'none', why: 'limited-queue' };
}

function applied(name: FormulaName, figures: QueueFigures): Theory {
  return { state: 'applies', name, ...FORMULAS[name], figures };
}

import { type Evidence, figureOf } from './evidence/evidence';
import { type FigureId, type Unit, unitOf } from './evidence/figures';
import { type Reading, ratioOf } from './evidence/reading';

/** A figure of a leg, of the first where none is named. */
export type FigureTerm = FigureId | readonly [leg: number, figure: FigureId];

/** One quantity divided by another. */
export interface Quotient {
  readonly above: Term;
  readonly below: Term;
}

/** What an exercise says a figure is worked out from. Plain data. */
export type Term = number | FigureTerm | Quotient;

const isQuotient = (term: Term): term is Quotient => typeof term === 'object' && 'above' in term;

const isFigure = (term: Term): term is FigureTerm => typeof term !== 'number' && !isQuotient(term);

interface FigurePlace {
  readonly leg: number;
  readonly figure: FigureId;
}

/** Which figure of which leg a term is; `null` where it is worked out. */
export const figureIn = (term: Term): FigurePlace | null => (isFigure(term) ? placeOf(term) : null);

export function placeOf(term: FigureTerm): FigurePlace {
  const [leg, figure] = typeof term === 'string' ? [0, term] : term;
  return { leg, figure };
}

/** The two figures of one unit that a ratio is of; `null` = it is worked out in another way. */
export function pairIn(term: Term | null): { readonly above: FigureTerm; readonly below: FigureTerm } | null {
  if (term === null || !isQuotient(term)) return null;
  const { above, below } = term;
  return isFigure(above) && isFigure(below) && unitOfTerm(above) === unitOfTerm(below) ? { above, below } : null;
}

/** A term with its interval; `null` where the evidence lacks a figure, or would be divided by 0. Pure. */
export function readTerm(evidence: Evidence, term: Term): Reading | null {
  if (typeof term === 'number') return { value: term, low: term, high: term };
  if (isQuotient(term)) return ratioOf(readTerm(evidence, term.above), readTerm(evidence, term.below));
  const place = figureIn(term);
  return place && figureOf(evidence, place.leg, place.figure);
}

export function unitOfTerm(term: Term): Unit {
  const place = figureIn(term);
  return place ? unitOf(place.figure) : 'ratio';
}

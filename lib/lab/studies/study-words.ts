import type { Messages } from '../../i18n/messages';
import type { ModeId } from '../../modes';
import { isStudyOver, type StudyStanding } from './study-state';

/** A value in a sentence; figures are put into words in the reader's language. */
export type StudyValue =
  | { readonly kind: 'duration' | 'rate' | 'ratio' | 'count' | 'share' | 'accuracy' | 'bytes'; readonly value: number }
  | { readonly kind: 'lane'; readonly lane: ModeId }
  | { readonly kind: 'version'; readonly versionId: string }
  | { readonly kind: 'list'; readonly items: readonly StudyValue[] }
  /** Picks among the forms of a message. */
  | { readonly kind: 'text'; readonly text: string };

type Studies = Messages['studies'];
type SentenceId = keyof Studies['findings'] | keyof Studies['validity'];

/** A computed sentence: its words are under `studies.findings.<id>`, those of a reason under `studies.validity.<id>`. */
export interface StudyFinding {
  readonly id: SentenceId;
  readonly lane: ModeId | null;
  readonly values: Readonly<Record<string, StudyValue>>;
}

/** Whether a study may be quoted. */
export interface StudyValidity {
  readonly verdict: 'valid' | 'invalid';
  readonly reasons: readonly StudyFinding[];
  /** Said, but the study stays valid. */
  readonly cautions: readonly StudyFinding[];
}

export const say = (
  id: SentenceId,
  lane: ModeId | null = null,
  values: Readonly<Record<string, StudyValue>> = {},
): StudyFinding => ({ id, lane, values });

export const duration = (value: number): StudyValue => ({ kind: 'duration', value });
export const rate = (value: number): StudyValue => ({ kind: 'rate', value });
export const ratio = (value: number): StudyValue => ({ kind: 'ratio', value });
export const count = (value: number): StudyValue => ({ kind: 'count', value });
export const share = (value: number): StudyValue => ({ kind: 'share', value });
export const version = (versionId: string): StudyValue => ({ kind: 'version', versionId });
export const list = (items: readonly StudyValue[]): StudyValue => ({ kind: 'list', items });
export const text = (value: string): StudyValue => ({ kind: 'text', text: value });

/**
 * @param found what the study itself says; what happened to the page and the device, and to the study, is said before it (SPEC 5.4, 5.5)
 * @returns `null` before it is over
 */
export function validityFrom(
  { phase, faults }: StudyStanding,
  found: { readonly reasons: readonly StudyFinding[]; readonly cautions?: readonly StudyFinding[] },
): StudyValidity | null {
  if (!isStudyOver(phase)) return null;
  const reasons = [
    ...(phase === 'failed' ? [say('stoppedByError')] : []),
    ...(faults.altered ? [say('altered')] : []),
    ...(faults.wasHidden ? [say('hidden')] : []),
    ...(faults.sleptMs > 0 ? [say('slept', null, { time: duration(faults.sleptMs) })] : []),
    ...found.reasons,
  ];
  const cautions = [...(faults.underPressure ? [say('pressed')] : []), ...(found.cautions ?? [])];
  return { verdict: reasons.length === 0 ? 'valid' : 'invalid', reasons, cautions };
}

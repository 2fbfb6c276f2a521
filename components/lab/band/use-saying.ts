import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { useWords } from '@/components/charts/use-words';
import { useLaneName } from '@/components/marks/use-lane-name';
import { PARITY_SAMPLES } from '@/lib/experiment/parity';
import type { RunState } from '@/lib/lab/run-state';
import type { RunFigures } from '@/lib/measure/run-figures';
import type { LaneSummary } from '@/lib/measure/summary';
import type { Validity, ValidityReason } from '@/lib/measure/validity';
import type { BandSaying } from './band';
import type { RemedyControl } from './use-remedy';

/** What was run, in words, and the way back to it. */
export interface ChangedSince {
  readonly what: string;
  takeBack(): void;
}

/**
 * What the band says of a run: what to do, what is being done, or whether it may be quoted and what to do if not.
 * @param empty it is over, and there is nothing to say of it
 * @param changed since it ran: then that is what is to be said of it
 */
export function useSaying(
  state: RunState,
  figures: RunFigures | null,
  { remedy, rest }: RemedyControl,
  empty: boolean,
  changed: ChangedSince | null,
): BandSaying {
  const t = useTranslations('lab.band');
  const phase = useTranslations('lab.phase');
  const nameOf = useLaneName();
  const verdict = useVerdictWords();
  const note = (words: string): BandSaying => ({ kind: 'note', words, action: null });
  switch (state.phase) {
    case 'idle':
      return note(t('idle'));
    case 'preparing':
      return note(
        state.records.length > 0 && state.records.every(({ status }) => status.state === 'checking')
          ? phase('checking', { count: PARITY_SAMPLES })
          : phase('preparing'),
      );
    case 'running': {
      const running = state.records.filter(({ status }) => status.state === 'running');
      const [only] = running;
      const words = only && running.length === 1 ? t('lane', { lane: nameOf(only) }) : phase('running');
      const repeats = state.setup?.repeats ?? 1;
      const pass = { repeat: Math.min(state.repeats.length + 1, repeats), of: repeats };
      return note(repeats > 1 ? `${phase('repeat', pass)} ${words}` : words);
    }
    case 'stopped':
      return note(phase('stopped'));
    default:
      if (empty) return note(phase('cancelledEarly'));
      if (!figures) return note(t('counting'));
      if (rest) return { kind: 'note', ...rest };
      return {
        kind: 'verdict',
        verdict: figures.validity.verdict,
        chip: t(figures.validity.verdict, { count: figures.validity.reasons.length }),
        ...(changed
          ? { words: t('changed', { what: changed.what }), action: { words: t('takeBack'), onAct: changed.takeBack } }
          : {
              words: [
                ...(state.phase === 'cancelled' ? [phase('cancelled')] : []),
                ...verdict(figures.validity, figures.last.summaries, remedy?.reason),
                ...(state.setup?.order === 'race' ? [t('race')] : []),
                ...(figures.passes.length > 1 ? [t('lastOf', { count: figures.passes.length })] : []),
                ...(remedy ? [remedy.words] : []),
              ].join(' '),
              action: remedy?.action ?? null,
            }),
      };
  }
}

/** Of a valid run how many were answered, of another why it is none, first what can be helped; more stands under "What happened". */
function useVerdictWords() {
  const t = useTranslations('lab.band');
  const findings = useTranslations('findings.validity');
  const words = useWords();
  const figures = useFigures();
  return (
    { reasons, cautions, emulated }: Validity,
    summaries: readonly LaneSummary[],
    helped?: ValidityReason,
  ): readonly string[] => {
    const first = helped ?? reasons[0];
    if (first) return [words.reason(first)];
    const counts = summaries.map(({ counts: { completed } }) => completed);
    const same = counts.every((count) => count === counts[0]);
    return [
      ...(same ? [findings('summary', { lanes: counts.length, count: figures.count(counts[0] ?? 0) })] : []),
      ...(emulated.length > 0 ? [words.emulated(emulated)] : []),
      ...(cautions.length > 0 ? [t('cautions', { count: cautions.length })] : []),
    ];
  };
}

import { useTranslations } from 'next-intl';
import { IntentLink } from '@/components/shell/intent-link';
import type { ModelTarget } from '@/lib/model/manifest';
import { SIM_FIELDS } from '@/lib/simulate/setup/fields';

interface Calibrating {
  readonly id: string;
  readonly target: ModelTarget;
}

interface KeptNoteProps {
  /** A run by which the simulator may tell how long things take; `invalid` = it would, if it counted. */
  readonly calibrates?: Calibrating | 'invalid' | null;
}

/** Says that what was measured is kept, where it is found, and what may be made of it. Messages: `studies`. */
export function KeptNote({ calibrates = null }: KeptNoteProps) {
  const t = useTranslations('studies.kept');
  return (
    <p className="soft small">
      {t.rich('saved', { a: (chunks) => <IntentLink href="/runs">{chunks}</IntentLink> })}{' '}
      {calibrates === 'invalid' && t('cannotSimulate')}
      {calibrates &&
        calibrates !== 'invalid' &&
        t.rich('simulate', { a: (chunks) => <IntentLink href={simulatorHref(calibrates)}>{chunks}</IntentLink> })}
    </p>
  );
}

function simulatorHref({ id, target }: Calibrating): string {
  const { modelId, versionId, runId } = SIM_FIELDS;
  const query = { [modelId.key]: target.modelId, [versionId.key]: target.versionId, [runId.key]: id };
  return `/simulator?${new URLSearchParams(query)}`;
}

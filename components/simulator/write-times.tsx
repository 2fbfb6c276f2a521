import { useTranslations } from 'next-intl';
import { Button } from '@/components/kit/button';
import { parametersOf } from '@/lib/simulate/setup/parameters';
import { PARAMETER_IDS, type ServiceProfile } from '@/lib/simulate/setup/profile';
import type { SimFieldProps } from './sim-fields';

/** What was measured here is known on this device alone: written down as numbers, it goes with the link. */
export function WriteTimes({ setup, onChange, profile }: SimFieldProps & { readonly profile: ServiceProfile }) {
  const t = useTranslations('simulator.timesFrom');
  const write = () => {
    const values = new Map(parametersOf(setup, profile).map(({ id, value }) => [id, Number(value.toPrecision(4))]));
    onChange({ runId: null, ...Object.fromEntries(PARAMETER_IDS.map((id) => [id, values.get(id) ?? null])) });
  };
  return (
    <div className="grid gap-1">
      <Button look="dotted" className="self-start" onClick={write}>
        {t('write')}
      </Button>
      <p className="soft small">{t('writeAbout')}</p>
    </div>
  );
}

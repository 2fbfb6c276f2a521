import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { WideTable } from '@/components/charts/table-card';
import type { SimulatedLeg } from '@/lib/exercises/leg';
import { fieldsOfScenes } from '@/lib/simulate/scenario/scene-fields';
import { useSceneWords } from './use-scene-words';

/** What is simulated: how many requests, what the scenes have in common, and in what they differ. */
export function SceneTable({ leg }: { readonly leg: SimulatedLeg }) {
  const t = useTranslations('exerciseScenes');
  const words = useSceneWords();
  const figures = useFigures();
  const { scenes } = leg;
  const { shared, varied } = fieldsOfScenes(scenes);
  const most = Math.max(...scenes.map(({ scenario }) => scenario.requests));
  return (
    <div className="grid gap-3 narrow above-2 small">
      <p>{t('count', { scenes: scenes.length, requests: figures.count(most) })}</p>
      {varied.length > 0 && (
        <WideTable label={t('label', { title: leg.title })}>
          <thead>
            <tr>
              <th scope="col">{t('scene')}</th>
              {varied.map(({ name }) => (
                <th key={name} scope="col">
                  {t(`fields.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {scenes.map(({ id, name: sceneName }, index) => (
              <tr key={id}>
                <th scope="row">{sceneName}</th>
                {varied.map(({ name, values }) => (
                  <td key={name}>{words(name, values[index])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
      <SharedFields fields={shared} isAll={varied.length === 0} />
    </div>
  );
}

function SharedFields({
  fields,
  isAll,
}: {
  readonly fields: ReturnType<typeof fieldsOfScenes>['shared'];
  readonly isAll: boolean;
}) {
  const t = useTranslations('exerciseScenes');
  const words = useSceneWords();
  return (
    <div>
      {!isAll && <p className="bold">{t('shared')}</p>}
      <dl className="grid halves gap-x-6 gap-y-1 above-1">
        {fields.map(({ name, values: [value] }) => (
          <div key={name} className="row wrap gap-x-2 gap-y-0">
            <dt className="soft">{t(`fields.${name}`)}:</dt>
            <dd className="m-0">{words(name, value)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

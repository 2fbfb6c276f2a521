import { useTranslations } from 'next-intl';
import { DataTable } from '@/components/kit/data-table';
import type { SimulatedLeg } from '@/lib/exercises/leg';
import { fieldsOfScenes } from '@/lib/simulate/scenario/scene-fields';
import { useSceneWords } from './use-scene-words';

/** What is simulated: in what the scenes differ, and what they have in common. */
export function SceneTable({ leg }: { readonly leg: SimulatedLeg }) {
  const t = useTranslations('exerciseScenes');
  const words = useSceneWords();
  const { scenes } = leg;
  const { shared, varied } = fieldsOfScenes(scenes);
  return (
    <div className="grid gap-3 narrow above-2 below-3 small">
      {varied.length > 0 && (
        <DataTable region={t('label', { title: leg.title })} aria-label={t('label', { title: leg.title })}>
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
        </DataTable>
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

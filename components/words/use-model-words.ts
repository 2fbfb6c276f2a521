import { useTranslations } from 'next-intl';

/** Words for what the manifest names by id. An id without words is shown as it is. */
export function useModelWords() {
  const t = useTranslations('sentence');
  const wordsFor = (key: string, id: string) => (t.has(key as never) ? t(key as never) : id);
  return {
    model: (id: string) => wordsFor(`models.${id}.name`, id),
    aboutModel: (id: string) => wordsFor(`models.${id}.about`, ''),
    version: (id: string) => wordsFor(`versions.${id}`, id),
    precision: (id: string) => wordsFor(`precision.${id}`, id),
    class: (modelId: string, classId: string) => wordsFor(`classes.${modelId}.${classId}`, classId),
  };
}

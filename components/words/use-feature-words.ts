import { useFormatter, useTranslations } from 'next-intl';
import { categoryOf, type Feature } from '@/lib/model/features';

/** Words for the columns of a table and for what stands in them. An id without words is shown as it is. */
export function useFeatureWords() {
  const t = useTranslations('modelWords');
  const format = useFormatter();
  const wordsFor = (key: string, id: string) => (t.has(key as never) ? t(key as never) : id);
  return {
    name: (modelId: string, { id }: Feature) => wordsFor(`${modelId}.features.${id}`, id),
    /** @param value as the model takes it; below 0 it is not known */
    value(modelId: string, feature: Feature, value: number): string {
      if (!(value >= 0)) return wordsFor(`${modelId}.missing`, '?');
      if (feature.kind === 'number') return format.number(value);
      const category = categoryOf(feature, value);
      return category === null ? String(value) : wordsFor(`${modelId}.values.${feature.id}.${category}`, category);
    },
  };
}

import { useFormatter, useTranslations } from 'next-intl';
import { findModel, MANIFEST } from '@/lib/model';
import { type Answer, isClass, isValue } from '@/lib/model/answer';

/** Words for models and for what they say, from the files beside them. What has no words is shown by its id. */
export function useModelWords() {
  const t = useTranslations('modelWords');
  const precision = useTranslations('sentence.precision');
  const format = useFormatter();
  const wordsFor = (key: string, id: string) => (t.has(key as never) ? t(key as never) : id);
  const classAt = (modelId: string, index: number) => {
    const id = findModel(modelId).classes[index];
    return id === undefined ? '' : wordsFor(`${modelId}.classes.${id}`, id);
  };
  return {
    model: (id: string) => wordsFor(`${id}.name`, id),
    aboutModel: (id: string) => wordsFor(`${id}.about`, ''),
    /** Versions of one name are of one kind, whatever their model. */
    version(id: string): string {
      const model = MANIFEST.models.find(({ versions }) => versions.some((version) => version.id === id));
      return model ? wordsFor(`${model.id}.versions.${id}`, id) : id;
    },
    precision: (id: string) => (precision.has(id as never) ? precision(id as never) : id),
    class: (modelId: string, classId: string) => wordsFor(`${modelId}.classes.${classId}`, classId),
    classAt,
    /** The class that was answered, or the value; a dash where none is told. */
    answer(modelId: string, answer: Answer): string {
      if (isClass(answer)) return classAt(modelId, answer.classIndex);
      return isValue(answer) ? format.number(answer.value, { maximumSignificantDigits: 4 }) : '–';
    },
  };
}

import type { Metadata } from 'next';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { ComparisonTable } from '@/components/models/comparison-table';
import { ModelSection } from '@/components/models/model-section';
import { PageHead } from '@/components/shell/page-head';
import { MANIFEST } from '@/lib/model';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('models');
  return { title: t('title'), description: t('description') };
}

export default function ModelsPage() {
  const t = useTranslations('models');
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      {MANIFEST.models.map((model) => (
        <ModelSection key={model.id} model={model} />
      ))}
      <ComparisonTable models={MANIFEST.models} />
    </>
  );
}

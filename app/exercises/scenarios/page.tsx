import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ScenarioRack } from '@/components/exercises/scenarios/scenario-rack';
import { ClientMessages } from '@/components/shell/client-messages';
import { PageHead } from '@/components/shell/page-head';
import { rackEntryOf } from '@/lib/exercises/scenarios/rack-entry';
import { readScenarios } from '@/lib/exercises/source/read-scenarios';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('scenarioCards');
  return { title: t('title'), description: t('description') };
}

export default async function Page() {
  const [t, scenarios] = await Promise.all([getTranslations('scenarioCards'), readScenarios()]);
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <ClientMessages namespaces={['scenarioCards', 'exercises']}>
        <ScenarioRack entries={scenarios.map(rackEntryOf)} />
      </ClientMessages>
    </>
  );
}

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { LabWait } from '@/components/lab/lab-wait';
import { ClientMessages } from '@/components/shell/client-messages';
import { IntentLink } from '@/components/shell/intent-link';
import { MantineRoot } from '@/components/shell/mantine-root';
import { PageHead } from '@/components/shell/page-head';
import { SimulatorPage } from '@/components/simulator/simulator-page';
import { StoryList } from '@/components/simulator/stories/story-list';
import { toldStories } from './stories/told';

const NAMESPACES = [
  'simulator',
  'simulatorPicture',
  'simulatorTheory',
  'simulatorBreakEven',
  'sentence',
  'modelWords',
  'charts',
  'estimates',
  'emulation',
  'modes',
  'errors',
] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('simulator');
  return { title: t('title'), description: t('description') };
}

export default async function Page() {
  const [t, advice, told] = await Promise.all([
    getTranslations('simulator'),
    getTranslations('simulatorAdvice'),
    toldStories(),
  ]);
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        <div className="row wrap gap-x-8">
          <a href="#stories" className="inline-row target">
            {t('stories.link')}
          </a>
          <IntentLink href="/simulator/advisor" className="inline-row target">
            {advice('link')}
          </IntentLink>
        </div>
      </PageHead>
      <ClientMessages namespaces={NAMESPACES}>
        <MantineRoot>
          {/* The set-up is in the address, which only the browser knows. */}
          <Suspense fallback={<LabWait />}>
            <SimulatorPage />
          </Suspense>
        </MantineRoot>
      </ClientMessages>
      <StoryList
        stories={told.map(({ story, words }) => ({ id: story.id, title: words.title, question: words.question }))}
      />
    </>
  );
}

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { LabWait } from '@/components/lab/lab-wait';
import { ClientMessages } from '@/components/shell/client-messages';
import { IntentLink } from '@/components/shell/intent-link';
import { MantineRoot } from '@/components/shell/mantine-root';
import { PageHead } from '@/components/shell/page-head';
import { AdvisorPage } from '@/components/simulator/advisor/advisor-page';

const NAMESPACES = [
  'simulator',
  'simulatorAdvice',
  'sentence',
  'modelWords',
  'charts',
  'estimates',
  'emulation',
  'modes',
  'errors',
] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('simulatorAdvice');
  return { title: t('title'), description: t('description') };
}

export default async function Page() {
  const t = await getTranslations('simulatorAdvice');
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        <IntentLink href="/simulator" className="inline-row target">
          {t('back')}
        </IntentLink>
      </PageHead>
      <ClientMessages namespaces={NAMESPACES}>
        <MantineRoot>
          {/* The needs are in the address, which only the browser knows. */}
          <Suspense fallback={<LabWait />}>
            <AdvisorPage />
          </Suspense>
        </MantineRoot>
      </ClientMessages>
    </>
  );
}

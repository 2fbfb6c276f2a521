import type { Metadata } from 'next';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { LabWait } from '@/components/lab/lab-wait';
import { ClientMessages } from '@/components/shell/client-messages';
import { MantineRoot } from '@/components/shell/mantine-root';
import { PageHead } from '@/components/shell/page-head';
import { SimulatorPage } from '@/components/simulator/simulator-page';

const NAMESPACES = [
  'simulator',
  'simulatorPicture',
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

export default function Page() {
  const t = useTranslations('simulator');
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <ClientMessages namespaces={NAMESPACES}>
        <MantineRoot>
          {/* The set-up is in the address, which only the browser knows. */}
          <Suspense fallback={<LabWait />}>
            <SimulatorPage />
          </Suspense>
        </MantineRoot>
      </ClientMessages>
    </>
  );
}

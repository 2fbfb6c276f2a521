import type { Metadata } from 'next';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { BatchPage } from '@/components/batch/batch-page';
import { BatchWait } from '@/components/batch/batch-wait';
import { ClientMessages } from '@/components/shell/client-messages';
import { MantineRoot } from '@/components/shell/mantine-root';
import { PageHead } from '@/components/shell/page-head';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('batch');
  return { title: t('title'), description: t('description') };
}

export default function Page() {
  const t = useTranslations('batch');
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <ClientMessages namespaces={['batch', 'sentence', 'charts', 'modes', 'modelWords', 'errors']}>
        <MantineRoot>
          {/* Which job is looked at is in the address. */}
          <Suspense fallback={<BatchWait />}>
            <BatchPage />
          </Suspense>
        </MantineRoot>
      </ClientMessages>
    </>
  );
}

import type { Metadata } from 'next';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { RunsPage } from '@/components/runs/runs-page';
import { ClientMessages } from '@/components/shell/client-messages';
import { MantineRoot } from '@/components/shell/mantine-root';
import { PageHead } from '@/components/shell/page-head';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('runs');
  return { title: t('title'), description: t('description') };
}

export default function Page() {
  const t = useTranslations('runs');
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <ClientMessages
        namespaces={[
          'runs',
          'sentence',
          'modelWords',
          'emulation',
          'charts',
          'findings',
          'comparison',
          'modes',
          'errors',
        ]}
      >
        <MantineRoot>
          {/* The runs are on the reader's device, and which are compared is in the address. */}
          <Suspense>
            <RunsPage />
          </Suspense>
        </MantineRoot>
      </ClientMessages>
    </>
  );
}

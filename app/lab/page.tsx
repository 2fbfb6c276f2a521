import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { LabPage } from '@/components/lab/lab-page';
import { LabWait } from '@/components/lab/lab-wait';
import { ClientMessages } from '@/components/shell/client-messages';
import { MantineRoot } from '@/components/shell/mantine-root';

const NAMESPACES = [
  'lab',
  'sentence',
  'laneTimeline',
  'draw',
  'modelWords',
  'charts',
  'comparison',
  'estimates',
  'findings',
  'emulation',
  'runs',
  'studies',
  'modes',
  'errors',
] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('lab');
  return { title: t('title'), description: t('description') };
}

export default function Page() {
  return (
    <ClientMessages namespaces={NAMESPACES}>
      <MantineRoot>
        {/* The set-up is in the address, which only the browser knows. */}
        <Suspense fallback={<LabWait />}>
          <LabPage />
        </Suspense>
      </MantineRoot>
    </ClientMessages>
  );
}

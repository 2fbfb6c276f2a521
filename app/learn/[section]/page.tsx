import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AtDepth } from '@/components/lesson/at-depth';
import { DepthSwitch } from '@/components/lesson/depth-switch';
import { Prose } from '@/components/lesson/prose';
import { ReadMark } from '@/components/lesson/read-mark';
import { SectionHead } from '@/components/lesson/section-head';
import { SectionSteps } from '@/components/lesson/section-steps';
import { ClientMessages } from '@/components/shell/client-messages';
import { MantineRoot } from '@/components/shell/mantine-root';
import { DEPTHS, SECTION_IDS } from '@/lib/lesson/outline';
import { readLessonContext, readSection } from '@/lib/lesson/source/read-content';

interface Props {
  readonly params: Promise<{ section: string }>;
}

export const dynamicParams = false;

export function generateStaticParams() {
  return SECTION_IDS.map((section) => ({ section }));
}

const sectionOf = async ({ params }: Props) => {
  const { section } = await params;
  return SECTION_IDS.find((id) => id === section) ?? notFound();
};

export async function generateMetadata(props: Props): Promise<Metadata> {
  const t = await getTranslations('lesson.pages');
  const section = await sectionOf(props);
  const { head } = await readSection(section, 'standard');
  return { title: t(section), description: head.summary };
}

export default async function SectionPage(props: Props) {
  const section = await sectionOf(props);
  const lesson = await readLessonContext();
  const texts = await Promise.all(DEPTHS.map(async (depth) => ({ depth, ...(await readSection(section, depth)) })));
  return (
    <ClientMessages namespaces={['lesson', 'scenes', 'charts', 'modes', 'errors']}>
      <MantineRoot>
        <SectionHead section={section} texts={texts} />
        <DepthSwitch />
        {texts.map(({ depth, root }) => (
          <AtDepth key={depth} depth={depth}>
            <Prose root={root} lesson={lesson} id={depth} />
          </AtDepth>
        ))}
        <ReadMark piece={section} />
        <SectionSteps section={section} />
      </MantineRoot>
    </ClientMessages>
  );
}

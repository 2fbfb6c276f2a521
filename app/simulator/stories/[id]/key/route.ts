import { notFound } from 'next/navigation';
import { storyParams, toldStories } from '../../told';

export const dynamic = 'force-static';
export const dynamicParams = false;

export const generateStaticParams = storyParams;

/** The key of a story: asked for when a choice has been locked in. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { story, words } = (await toldStories()).find((one) => one.story.id === id) ?? notFound();
  const { key, facts } = story;
  return Response.json({ key, facts, notice: words.notice });
}

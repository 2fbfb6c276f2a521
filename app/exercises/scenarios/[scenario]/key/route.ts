import { notFound } from 'next/navigation';
import { keyOf } from '@/lib/exercises/scenarios/faces';
import { readScenarios } from '@/lib/exercises/source/read-scenarios';

export const dynamic = 'force-static';
export const dynamicParams = false;

export async function generateStaticParams() {
  return (await readScenarios()).map(({ id }) => ({ scenario: id }));
}

/** The key of a card: asked for when an answer has been locked in. */
export async function GET(_request: Request, { params }: { params: Promise<{ scenario: string }> }) {
  const { scenario } = await params;
  const found = (await readScenarios()).find(({ id }) => id === scenario);
  if (!found) notFound();
  return Response.json(keyOf(found));
}

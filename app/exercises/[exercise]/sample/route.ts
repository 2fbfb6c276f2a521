import { EXERCISE_IDS } from '@/lib/exercises/catalog';
import { sampleOf } from '@/lib/exercises/samples';

export const dynamic = 'force-static';
export const dynamicParams = false;

export function generateStaticParams() {
  return EXERCISE_IDS.map((exercise) => ({ exercise }));
}

/** What the legs of an exercise showed on another machine; `null` where nobody has measured it yet. */
export async function GET(_request: Request, { params }: { params: Promise<{ exercise: string }> }) {
  return Response.json(sampleOf((await params).exercise));
}

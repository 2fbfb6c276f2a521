import { notFound } from 'next/navigation';
import { EXERCISE_IDS, isExerciseId } from '@/lib/exercises/catalog';
import { readExamples } from '@/lib/exercises/source/read-exercises';

export const dynamic = 'force-static';
export const dynamicParams = false;

export function generateStaticParams() {
  return EXERCISE_IDS.map((exercise) => ({ exercise }));
}

/** Examples for a teacher's key; no exercise asks for them. */
export async function GET(_request: Request, { params }: { params: Promise<{ exercise: string }> }) {
  const { exercise } = await params;
  if (!isExerciseId(exercise)) notFound();
  return Response.json(await readExamples(exercise));
}

import { TrilaneError } from '@/lib/errors';
import { readItems } from '@/lib/exercises/source/read-items';

export const dynamic = 'force-static';
export const dynamicParams = false;

export async function generateStaticParams() {
  return (await readItems()).map(({ id }) => ({ item: id }));
}

interface KeyRoute {
  readonly params: Promise<{ item: string }>;
}

/** The key of one item of the practice test: asked for when its answer is locked in. */
export async function GET(_request: Request, { params }: KeyRoute): Promise<Response> {
  const { item } = await params;
  const key = (await readItems()).find(({ id }) => id === item);
  if (key) return Response.json(key);
  const missing = new TrilaneError('not-found', 'There is no such question.');
  return Response.json({ error: missing.toReport() }, { status: missing.status });
}

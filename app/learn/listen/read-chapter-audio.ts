import 'server-only';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ChapterAudio, chapterAudio } from '@/lib/lesson/audio/chapter-audio';
import type { ChapterId } from '@/lib/lesson/outline';

/** What a recording says and when, as `npm run narrate` wrote it. */
export async function readChapterAudio(id: ChapterId): Promise<ChapterAudio> {
  return chapterAudio.parse(JSON.parse(await readFile(join(process.cwd(), 'public/audio', `${id}.json`), 'utf8')));
}

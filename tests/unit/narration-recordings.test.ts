import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chapterAudio } from '@/lib/lesson/audio/chapter-audio';
import { LEAD_S } from '@/lib/lesson/audio/sentence-at';
import { CHAPTER_IDS } from '@/lib/lesson/outline';
import { CAST } from '@/lib/narration/cast';
import { readChapter, textSha256 } from '@/lib/narration/chapters';
import { webmDurationS } from './webm-duration';

const FOLDER = 'public/audio';
const MOST_BYTES = 8_000_000;

describe('the recordings', () => {
  it('are there for every chapter, and for nothing else', () => {
    const files = CHAPTER_IDS.flatMap((id) => [`${id}.json`, `${id}.webm`]);
    // `.br` and `.gz` are made beside files at a start.
    const present = readdirSync(FOLDER).filter((name) => /\.(json|webm)$/.test(name));
    expect(present.sort()).toEqual(files.sort());
  });

  it(`are smaller than ${MOST_BYTES / 1e6} MB together`, () => {
    const bytes = CHAPTER_IDS.reduce((sum, id) => sum + statSync(join(FOLDER, `${id}.webm`)).size, 0);
    expect(bytes).toBeLessThan(MOST_BYTES);
  });

  describe.each(CHAPTER_IDS)('of %s', (id) => {
    const audio = chapterAudio.parse(JSON.parse(readFileSync(join(FOLDER, `${id}.json`), 'utf8')));
    const file = readFileSync(join(FOLDER, `${id}.webm`));

    it('say what is written today (else: npm run narrate)', async () => {
      const chapter = await readChapter(id);
      expect(audio.sentences.map(({ text }) => text)).toEqual(chapter.passages.flatMap(({ sentences }) => sentences));
      expect(audio.title).toBe(chapter.title);
      expect(audio.summary).toBe(chapter.summary);
      expect(audio.textSha256).toBe(textSha256(chapter));
    });

    it('are the file that the timings are of', () => {
      expect(createHash('sha256').update(file).digest('hex')).toBe(audio.sha256);
      expect(file.length).toBe(audio.sizeBytes);
      // The codec rounds to whole frames of 20 ms.
      expect(Math.abs(webmDurationS(file) - audio.durationS)).toBeLessThan(0.05);
    });

    it('have timings that ascend, apart from each other, and end within the file', () => {
      let before = 0;
      for (const { startS, endS } of audio.sentences) {
        expect(startS - before).toBeGreaterThan(LEAD_S);
        expect(endS - startS).toBeGreaterThan(0.2);
        before = endS;
      }
      expect(before).toBeLessThan(webmDurationS(file));
    });

    it('speak as fast as a calm reader', () => {
      const words = audio.sentences.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0);
      const wordsPerMinute = words / (audio.durationS / 60);
      expect(wordsPerMinute).toBeGreaterThan(125);
      expect(wordsPerMinute).toBeLessThan(165);
    });

    it('name the voice of everyone who speaks', () => {
      const speakers = [...new Set(audio.sentences.map(({ speaker }) => speaker))];
      expect(audio.voices.map(({ speaker, voice }) => [speaker, voice])).toEqual(
        speakers.map((speaker) => [speaker, CAST[speaker]?.name]),
      );
    });
  });
});

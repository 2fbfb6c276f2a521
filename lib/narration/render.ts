/**
 * Records the chapters whose text has changed: `npm run narrate`, by hand, where flite and ffmpeg are installed. A
 * title or a summary that nobody speaks is only written down anew, and needs neither. only says which those are, `--all` records those that have not changed too; ids: of these chapters only.
 */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ChapterAudio, chapterAudio } from '../lesson/audio/chapter-audio';
import { CHAPTER_IDS, type ChapterId } from '../lesson/outline';
import { assemble, type SpokenPassage } from './assemble';
import { CAST, VOICE_LICENCE, VOICE_PACKAGE } from './cast';
import { type Chapter, readChapter, spellOut, textSha256 } from './chapters';
import { amplify, SAMPLE_RATE, speechPower } from './sound';
import { encode, synthesise, withFolder } from './tools';

const FOLDER = 'public/audio';
/** Mean level of speech, dB of full scale; comes to about -19 LUFS, as is usual for speech in mono. */
const LEVEL_DB = -16.5;

const options = process.argv.slice(2);
const say = (line: string) => process.stdout.write(`${line}\n`);

const named = CHAPTER_IDS.filter((id) => options.includes(id));
for (const id of named.length > 0 ? named : CHAPTER_IDS) {
  const chapter = await readChapter(id);
  const present = await readPresent(id);
  const spoken = present?.textSha256 === textSha256(chapter) ? present : null;
  const sameWords = spoken?.title === chapter.title && spoken.summary === chapter.summary;
  if (options.includes('--check'))
    say(`${id}: ${!spoken ? 'stale' : sameWords ? 'as its text' : 'title or summary stale'}`);
  else if (!spoken || options.includes('--all')) await record(chapter);
  else if (!sameWords) await describe(spoken, chapter);
}

async function readPresent(id: ChapterId): Promise<ChapterAudio | null> {
  const text = await readFile(join(FOLDER, `${id}.json`), 'utf8').catch(() => null);
  return text === null ? null : (chapterAudio.safeParse(JSON.parse(text)).data ?? null);
}

/** Keeps the recording, and says of what it is one. */
async function describe(spoken: ChapterAudio, { title, summary }: Chapter): Promise<void> {
  await writeJson({ ...spoken, title, summary });
  say(`${spoken.chapter}: title and summary`);
}

async function writeJson(audio: ChapterAudio): Promise<void> {
  await writeFile(join(FOLDER, `${audio.chapter}.json`), `${JSON.stringify(audio, null, 2)}\n`);
}

async function record(chapter: Chapter): Promise<void> {
  const { audio, file } = await withFolder(async (folder) => {
    const { samples, sentences } = assemble(levelled(await speak(folder, chapter)));
    const file = await encode(folder, samples);
    const speakers = [...new Set(sentences.map(({ speaker }) => speaker))];
    const audio: ChapterAudio = {
      chapter: chapter.id,
      title: chapter.title,
      summary: chapter.summary,
      durationS: samples.length / SAMPLE_RATE,
      sizeBytes: file.length,
      sha256: createHash('sha256').update(file).digest('hex'),
      textSha256: textSha256(chapter),
      voices: speakers.map((speaker) => ({
        speaker,
        voice: voiceOf(speaker).name,
        package: VOICE_PACKAGE,
        licence: VOICE_LICENCE,
      })),
      sentences: [...sentences],
    };
    return { audio: chapterAudio.parse(audio), file };
  });
  await writeFile(join(FOLDER, `${chapter.id}.webm`), file);
  await writeJson(audio);
  const words = audio.sentences.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0);
  const rate = Math.round(words / (audio.durationS / 60));
  say(`${chapter.id}: ${audio.durationS.toFixed(0)} s, ${rate} words a minute, ${Math.round(file.length / 1000)} kB`);
}

async function speak(folder: string, { passages }: Chapter): Promise<readonly SpokenPassage[]> {
  const spoken: SpokenPassage[] = [];
  for (const passage of passages) {
    const sounds: Float32Array[] = [];
    for (const sentence of passage.sentences)
      sounds.push(await synthesise(folder, spellOut(sentence), voiceOf(passage.speaker)));
    spoken.push({ ...passage, sounds });
  }
  return spoken;
}

/** With all speakers equally loud. */
function levelled(passages: readonly SpokenPassage[]): readonly SpokenPassage[] {
  const gains = new Map(
    [...new Set(passages.map(({ speaker }) => speaker))].map((speaker) => {
      const own = passages.filter((passage) => passage.speaker === speaker).flatMap(({ sounds }) => sounds);
      const levelDb = 10 * Math.log10(speechPower(own));
      return [speaker, 10 ** ((LEVEL_DB + voiceOf(speaker).trimDb - levelDb) / 20)] as const;
    }),
  );
  return passages.map((passage) => ({
    ...passage,
    sounds: passage.sounds.map((sound) => amplify(sound, gains.get(passage.speaker) ?? 1)),
  }));
}

/** @throws RangeError for a speaker without a voice */
function voiceOf(speaker: string) {
  const voice = CAST[speaker];
  if (!voice) throw new RangeError(`${speaker} has no voice: give one in lib/narration/cast.ts.`);
  return voice;
}

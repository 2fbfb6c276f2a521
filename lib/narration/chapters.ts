import { createHash } from 'node:crypto';
import { speakable } from '../lesson/audio/speakable';
import { AUDIO_BOOK_IDS, type ChapterId, DIALOGUE_IDS, SECTION_IDS } from '../lesson/outline';
import { readDialogue, readSection } from '../lesson/source/read-content';
import { CAST, PAUSES_S } from './cast';
import { respell } from './respell';
import { bookPassages, dialoguePassages, type Passage } from './transcript';

/** A chapter as it stands in the content today. */
export interface Chapter {
  readonly id: ChapterId;
  readonly title: string;
  readonly summary: string;
  readonly passages: readonly Passage[];
}

/** @throws RangeError for a dialogue with a paragraph that nobody says, and what reading the content throws */
export async function readChapter(id: ChapterId): Promise<Chapter> {
  const dialogue = DIALOGUE_IDS.find((each) => each === id);
  if (dialogue) {
    const { head, root } = await readDialogue(dialogue);
    return { id, title: head.title, summary: head.summary, passages: dialoguePassages(root) };
  }
  const section = SECTION_IDS[(AUDIO_BOOK_IDS as readonly string[]).indexOf(id)] ?? 'batch';
  const { head, root } = await readSection(section, 'detailed');
  return { id, title: head.title, summary: head.summary, passages: bookPassages(head.title, root) };
}

/** A sentence as the synthesiser is given it. */
export function spellOut(sentence: string): string {
  const spelt = respell(speakable(sentence));
  return /[.?!:]$/.test(spelt) ? spelt : `${spelt}.`;
}

/** Changes with anything that decides how the chapter sounds: then it must be recorded again. */
export function textSha256({ passages }: Chapter): string {
  const spoken = passages.map(({ speaker, heading, sentences }) => [
    CAST[speaker],
    heading,
    sentences.map((sentence) => [sentence, spellOut(sentence)]),
  ]);
  return createHash('sha256')
    .update(JSON.stringify([PAUSES_S, spoken]))
    .digest('hex');
}

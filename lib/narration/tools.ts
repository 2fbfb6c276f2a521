import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CastVoice } from './cast';
import { readWav, SAMPLE_RATE, trimSilence } from './sound';

/** Runs `work` with a folder that is gone afterwards. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'trilane-narration-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Speaks a sentence, without silence around it. @param text as `spellOut` gives it */
export async function synthesise(folder: string, text: string, voice: CastVoice): Promise<Float32Array> {
  const words = join(folder, 'sentence.txt');
  const wav = join(folder, 'sentence.wav');
  await writeFile(words, text);
  await run('flite', ['-voice', voice.flite, '--setf', `duration_stretch=${voice.stretch}`, '-f', words, '-o', wav]);
  return trimSilence(readWav(await readFile(wav)));
}

/**
 * As Opus in WebM. The voices are muffled: their treble is raised, and hum below the voice is taken out. Bytes depend
 * on the samples and the versions of ffmpeg and libopus alone.
 */
export async function encode(folder: string, samples: Float32Array): Promise<Buffer> {
  const input = join(folder, 'chapter.f32');
  const output = join(folder, 'chapter.webm');
  await writeFile(input, new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
  const source = ['-f', 'f32le', '-ar', String(SAMPLE_RATE), '-ac', '1', '-i', input];
  const filter = ['-af', 'highpass=f=70,treble=g=4:f=3200'];
  const codec = ['-c:a', 'libopus', '-b:a', '24k', '-vbr', 'on', '-compression_level', '10', '-application', 'audio'];
  const exact = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact'];
  await run('ffmpeg', ['-v', 'error', '-y', ...source, ...filter, ...codec, ...exact, output]);
  return readFile(output);
}

/** @throws Error with what the command said where it fails or is not installed */
function run(command: string, parameters: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (piece: Buffer) => {
      said += piece.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}: ${said}`))));
  });
}

import 'client-only';
import type { Hearer, Speaker } from './speaker';

/** Whether the browser plays what this site ships. */
export function playsRecordings(audio: HTMLAudioElement): boolean {
  return audio.canPlayType('audio/webm; codecs="opus"') !== '';
}

/** Plays the file of an `<audio>` element and tells, as often as the screen is drawn, which moment is heard. */
export function recording(audio: HTMLAudioElement, hearer: Hearer): Speaker {
  const aborted = new AbortController();
  let frame = 0;
  /** Where the stretch that is being heard began; null where the head was moved. */
  let heardFromS: number | null = null;

  const tell = () => {
    const atS = audio.currentTime;
    if (!audio.paused && !audio.seeking) {
      if (heardFromS !== null && atS > heardFromS) hearer.heard(heardFromS, atS);
      heardFromS = atS;
    }
    hearer.at(atS);
  };
  const draw = () => {
    tell();
    frame = requestAnimationFrame(draw);
  };
  const on = (events: readonly (keyof HTMLMediaElementEventMap)[], listener: () => void) => {
    for (const event of events) audio.addEventListener(event, listener, { signal: aborted.signal });
  };
  const stopDrawing = () => cancelAnimationFrame(frame);
  const fail = () => {
    stopDrawing();
    hearer.status('failed');
  };

  // Frames rest in a hidden page; this event does not.
  on(['timeupdate', 'seeked'], tell);
  on(['seeking'], () => {
    heardFromS = null;
  });
  on(['playing'], () => {
    hearer.status('playing');
    stopDrawing();
    draw();
  });
  on(['waiting'], () => hearer.status('loading'));
  on(['pause'], () => {
    stopDrawing();
    tell();
    heardFromS = null;
    if (!audio.ended && !audio.error) hearer.status('paused');
  });
  on(['ended'], () => {
    stopDrawing();
    hearer.status('ended');
  });
  on(['error'], fail);

  return {
    play(fromS) {
      // After a failure the element has to begin anew.
      if (audio.error) audio.load();
      if (Math.abs(audio.currentTime - fromS) > 0.01) audio.currentTime = fromS;
      hearer.status('loading');
      audio.play().catch((thrown: unknown) => {
        const name = thrown instanceof Error ? thrown.name : '';
        if (aborted.signal.aborted || name === 'AbortError') return;
        if (name === 'NotAllowedError') hearer.status('paused');
        else fail();
      });
    },
    pause: () => audio.pause(),
    seek(atS) {
      heardFromS = null;
      audio.currentTime = atS;
      hearer.at(atS);
    },
    setSpeed(speed) {
      audio.defaultPlaybackRate = speed;
      audio.playbackRate = speed;
    },
    dispose() {
      aborted.abort();
      stopDrawing();
      audio.pause();
    },
  };
}

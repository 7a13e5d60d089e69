const KEY = 'support-chat:sound';

/** Whether a new message makes a sound: only for who asked for it. */
export function isSoundOn(): boolean {
  try {
    return localStorage.getItem(KEY) === '1';
  } catch {
    return false;
  }
}

/** Keeps the wish, and plays the sound once where it was turned on. */
export function setSound(on: boolean): void {
  try {
    localStorage.setItem(KEY, on ? '1' : '0');
  } catch {
    // Not kept: then it is off again on the next page.
  }
  if (on) playSound();
}

const LONG_S = 0.35;

/** Two soft tones, made on the spot: no file to fetch. */
export function playSound(): void {
  try {
    const audio = new AudioContext();
    const volume = audio.createGain();
    volume.connect(audio.destination);
    volume.gain.setValueAtTime(0.06, audio.currentTime);
    volume.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + LONG_S);
    for (const [at, hertz] of [660, 880].entries()) {
      const tone = audio.createOscillator();
      tone.frequency.value = hertz;
      tone.connect(volume);
      tone.start(audio.currentTime + at * 0.12);
      tone.stop(audio.currentTime + LONG_S);
      tone.addEventListener('ended', () => void audio.close());
    }
  } catch {
    // A browser that will not play before the visitor has touched the page.
  }
}

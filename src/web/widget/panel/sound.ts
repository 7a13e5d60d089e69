const KEY = 'support-chat:sound';

/** Whether new messages make a sound; off until the visitor turns it on. */
export function isSoundOn(): boolean {
  try {
    return localStorage.getItem(KEY) === '1';
  } catch {
    return false;
  }
}

/** Stores the setting, and plays the sound once when it is turned on. */
export function setSound(on: boolean): void {
  try {
    localStorage.setItem(KEY, on ? '1' : '0');
  } catch {
    // Not stored: it will be off again on the next page.
  }
  if (on) playSound();
}

const LONG_S = 0.35;

/** Plays two soft tones, synthesized, so there is no file to fetch. */
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
    // Some browsers play nothing until the visitor has interacted with the page.
  }
}

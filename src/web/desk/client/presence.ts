import type { DeskAvailability } from '#desk/wire.ts';

/** After this long without keyboard or mouse input, the agent is away. */
const IDLE_MS = 10 * 60_000;
const INTERVAL_MS = 15_000;
const SIGNS = ['pointerdown', 'keydown', 'pointermove'] as const;

/**
 * Sets an idle agent to away, and back when they return. A status of busy or away that the agent chose is kept.
 * @returns a function that stops it
 */
export function watchInput({
  availability,
  setAvailability,
}: {
  availability: () => DeskAvailability | undefined;
  setAvailability: (next: DeskAvailability) => void;
}): () => void {
  let lastSign = Date.now();
  let isAutomatic = false;
  // An agent may have several desks open: an idle one does not count while another is in use.
  const desks = new BroadcastChannel('support-desk');
  let lastTold = 0;
  const isHere = (): void => {
    lastSign = Date.now();
    if (!isAutomatic) return;
    isAutomatic = false;
    // In the meantime they may have chosen “busy” at another desk.
    if (availability() !== 'busy') setAvailability('available');
  };
  const sign = (): void => {
    isHere();
    if (lastSign - lastTold > INTERVAL_MS) {
      lastTold = lastSign;
      desks.postMessage('here');
    }
  };
  desks.addEventListener('message', isHere);
  const timer = setInterval(() => {
    // Whoever has changed it since has chosen.
    isAutomatic &&= availability() === 'away';
    if (isAutomatic || availability() !== 'available' || Date.now() - lastSign < IDLE_MS) return;
    isAutomatic = true;
    setAvailability('away');
  }, INTERVAL_MS);
  for (const name of SIGNS) addEventListener(name, sign, { passive: true });
  return () => {
    clearInterval(timer);
    desks.close();
    for (const name of SIGNS) removeEventListener(name, sign);
  };
}

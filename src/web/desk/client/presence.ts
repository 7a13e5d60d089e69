import type { DeskAvailability } from '#desk/wire.ts';

/** Nothing was typed or pressed for so long: the agent is away. */
const IDLE_MS = 10 * 60_000;
const INTERVAL_MS = 15_000;
const SIGNS = ['pointerdown', 'keydown', 'pointermove'] as const;

/**
 * Sets an agent to away who has left the desk, and back when they are back; who chose to be busy or away stays so.
 * @returns a function that ends the watch
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
  // The agent may have several desks open: one that rests is not away while another is worked at.
  const desks = new BroadcastChannel('support-desk');
  let lastTold = 0;
  const sign = (): void => {
    lastSign = Date.now();
    if (lastSign - lastTold > INTERVAL_MS) {
      lastTold = lastSign;
      desks.postMessage('here');
    }
    if (!isAutomatic) return;
    isAutomatic = false;
    setAvailability('available');
  };
  desks.addEventListener('message', () => {
    lastSign = Date.now();
  });
  const timer = setInterval(() => {
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

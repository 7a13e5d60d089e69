import { useRef } from 'preact/hooks';
import { api } from '../api.ts';

/** Shows the customer at most this often that the agent is typing. */
const TYPING_MS = 3000;

/** Shows the customer that the agent is typing. */
export function useTyping(reference: string): { typed(): void; ended(): void } {
  const lastShown = useRef(0);
  return {
    typed() {
      if (Date.now() - lastShown.current < TYPING_MS) return;
      lastShown.current = Date.now();
      void api.typing(reference);
    },
    /** Sending a message ends the typing indicator; the next key shows it at once. */
    ended() {
      lastShown.current = 0;
    },
  };
}

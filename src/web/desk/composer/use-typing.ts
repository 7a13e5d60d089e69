import { useRef } from 'preact/hooks';
import { api } from '../api.ts';

/** Reports typing to the customer at most this often. */
const TYPING_MS = 3000;

/** Shows the customer that the agent is typing. */
export interface Typing {
  typed: () => void;
  /** Sending a message ends the typing indicator; the next key shows it at once. */
  ended: () => void;
}

/** For replies whose writing nobody watches. */
export const noTyping: Typing = { typed: () => undefined, ended: () => undefined };

/** @param reference of the chat */
export function useTyping(reference: string): Typing {
  const lastShown = useRef(0);
  return {
    typed() {
      if (Date.now() - lastShown.current < TYPING_MS) return;
      lastShown.current = Date.now();
      void api.typing(reference);
    },
    ended() {
      lastShown.current = 0;
    },
  };
}

import { useEffect, useRef, useState } from 'preact/hooks';
import { plural } from '#web/widget/strings/strings.ts';
import { createSuggestions } from '../suggestions.ts';
import type { View } from '../view.ts';

/** Suggested questions for the text in the box, and the one that the arrow keys have selected. */
export interface SuggestedQuestions {
  questions: readonly string[];
  /** -1: none. */
  active: number;
  look(text: string): void;
  /** @returns whether there was a list to move in */
  move(by: 1 | -1): boolean;
  /** @returns whether there was a list to close */
  close(): boolean;
}

export function useSuggestions({ server, strings, settings, announce, chat }: View): SuggestedQuestions {
  const [questions, setQuestions] = useState<readonly string[]>([]);
  const [active, setActive] = useState(-1);
  const source = useRef(createSuggestions(server));
  useEffect(() => () => source.current.stop(), []);
  const show = (found: readonly string[]): void => {
    setQuestions(found);
    setActive(-1);
    // Not after every pause in typing.
    if (found.length > 0 && found.length !== questions.length)
      announce(plural(strings, settings.locale, 'questionsFound', found.length));
  };
  return {
    questions,
    active,
    look(text) {
      // No suggestions during a chat with an agent.
      if (chat.handoff.value.state === 'connected') return;
      source.current.look(text, settings.locale, show);
    },
    move(by) {
      const { length } = questions;
      if (length === 0) return false;
      setActive(active === -1 && by === -1 ? length - 1 : (active + by + length) % length);
      return true;
    },
    close() {
      source.current.stop();
      setActive(-1);
      setQuestions([]);
      return questions.length > 0;
    },
  };
}

import { useEffect, useState } from 'preact/hooks';
import type { DeskSuggestion } from '#desk/wire.ts';
import { api } from '../api.ts';

/** Answers that match the customer's last message, best first; none while loading or without a message. */
export function useSuggestions(lastWords: string): readonly DeskSuggestion[] {
  const [suggestions, setSuggestions] = useState<readonly DeskSuggestion[]>([]);
  useEffect(() => {
    let isCurrent = true;
    if (lastWords === '') setSuggestions([]);
    else
      void api.suggestions(lastWords).then((answer) => {
        if (isCurrent) setSuggestions(answer.ok ? answer.body : []);
      });
    return () => {
      isCurrent = false;
    };
  }, [lastWords]);
  return suggestions;
}

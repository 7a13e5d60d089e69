import { useEffect, useState } from 'preact/hooks';
import type { DeskSuggestion } from '#desk/wire.ts';
import { api } from '../api.ts';
import { composerWords as words } from './words.ts';

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

export function Suggestions({
  suggestions,
  onChoose,
}: {
  suggestions: readonly DeskSuggestion[];
  onChoose: (text: string) => void;
}) {
  if (suggestions.length === 0) return null;
  return (
    <div class="suggestions" role="group" aria-label={words.suggested}>
      {suggestions.map(({ title, text }, at) => (
        <button key={title} type="button" class="quiet" onClick={() => onChoose(text)} title={text}>
          {at === 0 && <kbd aria-hidden="true">↑</kbd>} {title}
        </button>
      ))}
    </div>
  );
}

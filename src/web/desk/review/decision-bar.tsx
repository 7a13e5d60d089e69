import type { DecisionWindow } from './decision-windows.tsx';
import { reviewWords as words } from './words.ts';

interface Action {
  key: string;
  label: string;
  look: 'button' | 'quiet';
  run: () => void;
}

/** The actions for the selected wordings, each with its key. */
export function DecisionBar({
  isEmpty,
  onOpen,
  onLeave,
}: {
  isEmpty: boolean;
  onOpen: (window: DecisionWindow) => void;
  onLeave: () => void;
}) {
  const actions: Action[] = [
    { key: 'a', label: words.answer, look: 'button', run: () => onOpen('answer') },
    { key: 'n', label: words.newAnswer, look: 'quiet', run: () => onOpen('new-answer') },
    { key: 'o', label: words.notOurs, look: 'quiet', run: () => onOpen('not-ours') },
    { key: 'l', label: words.leave, look: 'quiet', run: onLeave },
  ];
  return (
    <div class="review-bar" role="group" aria-label={words.actions}>
      {actions.map(({ key, label, look, run }) => (
        <button
          key={key}
          type="button"
          class={look}
          data-key={key}
          aria-disabled={isEmpty}
          onClick={() => !isEmpty && run()}
        >
          {label} <kbd aria-hidden="true">{key}</kbd>
        </button>
      ))}
    </div>
  );
}

import { useState } from 'preact/hooks';
import type { ReviewAnswer } from '#review/wire.ts';
import { Dialog } from '../parts/dialog.tsx';
import { takeWords as words } from './words.ts';

const wordsIn = (text: string): string[] => text.toLocaleLowerCase().split(/\s+/).filter(Boolean);

const fits = ({ title }: ReviewAnswer, wanted: string): boolean =>
  wordsIn(wanted).every((word) => title.toLocaleLowerCase().includes(word));

/** Asks which answer fits: typing filters the list, and Enter takes the first one. */
export function AnswerDialog({
  answers,
  nearest,
  onChoose,
  onClose,
}: {
  answers: readonly ReviewAnswer[];
  nearest: ReviewAnswer | null;
  onChoose: (answer: ReviewAnswer) => void;
  onClose: () => void;
}) {
  const [wanted, setWanted] = useState('');
  const nearestFirst = [
    ...answers.filter(({ id }) => id === nearest?.id),
    ...answers.filter(({ id }) => id !== nearest?.id),
  ];
  const shown = nearestFirst.filter((answer) => fits(answer, wanted));
  return (
    <Dialog title={words.answerTitle} onClose={onClose}>
      <form
        class="review-answers"
        onSubmit={(event) => {
          event.preventDefault();
          if (shown[0] !== undefined) onChoose(shown[0]);
        }}
      >
        <input
          class="field"
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={wanted}
          onInput={({ currentTarget }) => setWanted(currentTarget.value)}
        />
        <p class="soft" role="status">
          {shown.length === 0 ? words.none : ''}
        </p>
        <ul>
          {shown.map((answer) => (
            <li key={answer.id}>
              <button type="button" class="menu-item" onClick={() => onChoose(answer)}>
                {answer.title}
              </button>
            </li>
          ))}
        </ul>
      </form>
    </Dialog>
  );
}

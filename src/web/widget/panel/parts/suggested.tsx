import type { SuggestedQuestions } from './use-suggestions.ts';

export interface SuggestedProps {
  suggested: SuggestedQuestions;
  label: string;
  choose: (question: string) => void;
}

/** Questions that match the text in the box. The text box keeps the focus and handles the keys. */
export const Suggested = ({ suggested: { questions, active }, label, choose }: SuggestedProps) =>
  questions.length === 0 ? null : (
    <div class="suggested" role="listbox" id="suggested" aria-label={label}>
      {questions.map((question, at) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events jsx-a11y/interactive-supports-focus -- see above
        <div
          key={question}
          id={`suggested-${at}`}
          role="option"
          aria-selected={at === active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => choose(question)}
        >
          {question}
        </div>
      ))}
    </div>
  );

/** The attributes that connect the text box to the list. */
export const comboBox = ({ questions, active }: SuggestedQuestions) => ({
  ...(questions.length > 0 ? { 'aria-controls': 'suggested' } : {}),
  ...(active >= 0 ? { 'aria-activedescendant': `suggested-${active}` } : {}),
});

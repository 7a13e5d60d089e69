import type { Candidate } from './candidates.ts';
import { pasteWords as words } from './words.ts';

/** The questions found, for selection and correction. */
export function FoundAnswers({
  candidates,
  onChange,
}: {
  candidates: readonly Candidate[];
  onChange: (candidates: readonly Candidate[]) => void;
}) {
  const change = (at: number, changed: Partial<Candidate>): void =>
    onChange(candidates.map((candidate, index) => (index === at ? { ...candidate, ...changed } : candidate)));
  return (
    <ul class="paste-found">
      {candidates.map(({ id, question, answer, isTaken, isKnown }, at) => (
        <li key={id}>
          <input
            type="checkbox"
            aria-label={words.take(question)}
            checked={isTaken}
            onChange={({ currentTarget }) => change(at, { isTaken: currentTarget.checked })}
          />
          <div>
            <input
              class="field"
              aria-label={words.question}
              dir="auto"
              maxLength={200}
              value={question}
              onInput={({ currentTarget }) => change(at, { question: currentTarget.value })}
            />
            <p class="soft" dir="auto">
              {isKnown ? words.known : answer}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}

import { useState } from 'preact/hooks';
import type { ReviewAnswer, ReviewDecision } from '#review/wire.ts';
import { AnswerDialog } from './answer-dialog.tsx';
import { TakeDialog } from './take-dialog.tsx';
import { takeWords as words } from './words.ts';

/** The open window. */
export type DecisionWindow = 'answer' | 'new-answer' | 'not-ours';

interface DecisionProps {
  keys: readonly string[];
  days: number;
  answers: readonly ReviewAnswer[];
  nearest: ReviewAnswer | null;
  /** The initial question of a new answer. */
  question: string;
  decide: (decision: ReviewDecision) => Promise<string>;
  onClose: () => void;
}

function KnownAnswer({ keys, days, answers, nearest, decide, onClose }: DecisionProps) {
  const [answer, setAnswer] = useState<ReviewAnswer>();
  if (answer === undefined)
    return <AnswerDialog answers={answers} nearest={nearest} onChoose={setAnswer} onClose={onClose} />;
  return (
    <TakeDialog
      title={words.chosenAnswer(answer.title)}
      tried={{ keys, days, intent: answer.id }}
      decision={{ kind: 'answer', intent: answer.id }}
      decide={decide}
      onClose={onClose}
    />
  );
}

function NewAnswer({ keys, days, question: first, decide, onClose }: DecisionProps) {
  const [question, setQuestion] = useState(first);
  return (
    <TakeDialog
      title={words.newTitle}
      tried={{ keys, days, intent: 'new-answer' }}
      decision={{ kind: 'new-answer', question }}
      decide={decide}
      onClose={onClose}
    >
      <label class="form-field">
        {words.question}
        <input
          class="field"
          required
          minLength={3}
          maxLength={200}
          dir="auto"
          value={question}
          onInput={({ currentTarget }) => setQuestion(currentTarget.value)}
        />
        <span class="soft">{words.questionHint}</span>
      </label>
    </TakeDialog>
  );
}

const NotOurs = ({ keys, days, decide, onClose }: DecisionProps) => (
  <TakeDialog
    title={words.notOursTitle}
    tried={{ keys, days, intent: 'oos' }}
    decision={{ kind: 'not-ours' }}
    decide={decide}
    onClose={onClose}
  >
    <p>{words.notOursText}</p>
  </TakeDialog>
);

/** The window for deciding about wordings. */
export function DecisionWindows({ open, ...props }: DecisionProps & { open: DecisionWindow }) {
  switch (open) {
    case 'answer':
      return <KnownAnswer {...props} />;
    case 'new-answer':
      return <NewAnswer {...props} />;
    case 'not-ours':
      return <NotOurs {...props} />;
  }
}

import { useEffect, useState } from 'preact/hooks';
import type { ReviewDrafts } from '#review/wire.ts';
import { api } from '../api.ts';
import type { ReviewList } from '../client/review-list.ts';
import { Dialog } from '../parts/dialog.tsx';
import { draftWords as words } from './words.ts';

/** Lists all drafts. A removed phrase returns to the review. */
export function DraftsDialog({ list, onClose }: { list: ReviewList; onClose: () => void }) {
  const [drafts, setDrafts] = useState<ReviewDrafts>();
  const [problem, setProblem] = useState('');
  const settle = async (asking: ReturnType<typeof api.reviewDrafts>): Promise<void> => {
    const answer = await asking;
    setProblem(answer.ok ? '' : answer.problem);
    if (answer.ok) setDrafts(answer.body);
  };
  useEffect(() => void settle(api.reviewDrafts()), []);
  const remove = async (key: string): Promise<void> => {
    await settle(api.undoReview([key]));
    void list.load();
  };
  return (
    <Dialog title={words.title} onClose={onClose}>
      <p class="soft">{words.hint}</p>
      <p class="problem" role="alert">
        {problem}
      </p>
      {drafts?.phrases.length === 0 && <p>{words.none}</p>}
      {drafts !== undefined && drafts.phrases.length > 0 && (
        <div class="review-drafts">
          {drafts.answers.length > 0 && (
            <>
              <h3>{words.answers}</h3>
              <ul>
                {drafts.answers.map(({ id, question, material }) => (
                  <li key={id}>
                    <strong dir="auto">{question}</strong>
                    {material.map((text) => (
                      <blockquote key={text} class="soft" dir="auto">
                        {text}
                      </blockquote>
                    ))}
                  </li>
                ))}
              </ul>
            </>
          )}
          <h3>{words.phrases}</h3>
          <ul>
            {drafts.phrases.map(({ key, text, answer }) => (
              <li key={key} class="review-draft">
                <span>
                  <span dir="auto">{text}</span>
                  <span class="soft"> → {answer.title}</span>
                </span>
                <button
                  type="button"
                  class="quiet"
                  aria-label={words.remove(text)}
                  onClick={() => void remove(key)}
                >
                  {words.removeShort}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <form method="dialog" class="dialog-foot">
        <button type="submit" class="button">
          {words.close}
        </button>
      </form>
    </Dialog>
  );
}

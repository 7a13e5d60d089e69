import type { ReviewDecided, ReviewDecision } from '#review/wire.ts';
import { api } from '../api.ts';
import type { DeskClient } from '../client/desk-client.ts';
import { reviewWords as words } from './words.ts';

/** How long the result is shown, with its undo button. */
const NOTICED_MS = 10_000;

function summaryOf({ closed, phrases, refused }: ReviewDecided, { kind }: ReviewDecision): string {
  const done = kind === 'leave' ? words.left(closed.length) : words.taken(phrases);
  const reasons = new Set(refused.map(({ why }) => why));
  const countOf = (reason: (typeof refused)[number]['why']): number =>
    refused.filter(({ why }) => why === reason).length;
  return [done, ...[...reasons].map((why) => words.refused(countOf(why), why))].join(' ');
}

/** Returns a function that decides about wordings, goes to the next entry, and offers to undo. */
export function useDecide(
  { review: list, router, toasts }: DeskClient,
  { view, reference, isWhole }: { view: string; reference: string; isWhole: boolean },
): (keys: readonly string[], decision: ReviewDecision) => Promise<string> {
  return async (keys, decision) => {
    const answer = await api.decideReview({ keys: [...keys], days: list.days.value, decision });
    if (!answer.ok) return answer.problem;
    const next = isWhole ? list.after(reference) : reference;
    const { closed } = answer.body;
    const undo = async (): Promise<void> => {
      toasts.hide();
      await api.undoReview(closed);
      await list.load();
      router.go(view, reference);
    };
    toasts.show(
      { text: summaryOf(answer.body, decision), action: { label: words.undo, run: () => void undo() } },
      NOTICED_MS,
    );
    await list.load();
    router.go(view, next);
    return '';
  };
}

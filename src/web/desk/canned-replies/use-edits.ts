import { useState } from 'preact/hooks';
import type { DeskCannedReply } from '#desk/wire.ts';
import { type ApiResult, api } from '../api.ts';
import type { DeskClient } from '../client/desk-client.ts';

/** An edit of the list; it resolves to the whole list after the edit. */
export type Edit = Promise<ApiResult<DeskCannedReply[]>>;

/** Edits the list and shows the result. @param onDone closes the window */
export function useCannedReplyEdits({ cannedReplies }: DeskClient, onDone: () => void) {
  const [problem, setProblem] = useState('');
  /** @returns a problem to show; '' if it succeeded */
  const settle = async (editing: Edit): Promise<string> => {
    const answer = await editing;
    if (!answer.ok) return answer.problem;
    cannedReplies.set(answer.body);
    onDone();
    return '';
  };
  return {
    problem,
    settle,
    move: async ({ id }: DeskCannedReply, to: number): Promise<void> =>
      setProblem(await settle(api.moveCannedReply(id, to))),
  };
}

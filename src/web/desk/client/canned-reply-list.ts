import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { DeskCannedReply, DeskState } from '#desk/wire.ts';
import { api } from '../api.ts';

/** The current canned replies, including edits by colleagues. */
export interface CannedReplyList {
  /** Undefined until they have loaded. */
  readonly replies: ReadonlySignal<readonly DeskCannedReply[] | undefined>;
  /** Shows the list after an edit. */
  set(replies: readonly DeskCannedReply[]): void;
  close: () => void;
}

/** Loads the canned replies, and again whenever the desk's state has a new version. */
export function createCannedReplyList(state: ReadonlySignal<DeskState | undefined>): CannedReplyList {
  const replies = signal<readonly DeskCannedReply[]>();
  const version = computed(() => state.value?.cannedReplies);
  const refresh = async (): Promise<void> => {
    const answer = await api.cannedReplies();
    if (answer.ok) replies.value = answer.body;
  };
  return {
    replies,
    set(next) {
      replies.value = next;
    },
    close: effect(() => {
      if (version.value !== undefined) void refresh();
    }),
  };
}

import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { DeskCannedReply, DeskState } from '#desk/wire.ts';
import { api } from '../api.ts';

/** The canned replies as they are now, whoever edits them. */
export interface CannedReplyList {
  /** Undefined until they have loaded. */
  readonly replies: ReadonlySignal<readonly DeskCannedReply[] | undefined>;
  /** Shows what an edit has made of them. */
  set(replies: readonly DeskCannedReply[]): void;
  close: () => void;
}

/** Reads them, and again whenever the desk's state has another version. */
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

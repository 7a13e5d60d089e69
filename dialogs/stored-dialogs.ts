import type { DialogInstance } from './dialog.ts';

/**
 * The running dialogs of a conversation as Bot Framework's dialogs store them: the root dialog on its own stack, with
 * the others on the stack in its state.
 */
export interface StoredDialogs {
  dialogStack: { id: string; state: { dialogs?: { dialogStack: DialogInstance[] } } }[];
}

const ROOT = 'root';

/** The stack to continue. @throws if the root is another dialog, from an earlier version */
export function stackIn(stored: StoredDialogs | undefined): DialogInstance[] {
  const root = stored?.dialogStack.at(-1);
  if (root === undefined) return [];
  if (root.id !== ROOT) throw new Error(`There is no root dialog ${JSON.stringify(root.id)}.`);
  return root.state.dialogs?.dialogStack ?? [];
}

/** The stack in its stored form. */
export const asStored = (stack: DialogInstance[]): StoredDialogs => ({
  dialogStack: stack.length === 0 ? [] : [{ id: ROOT, state: { dialogs: { dialogStack: stack } } }],
});

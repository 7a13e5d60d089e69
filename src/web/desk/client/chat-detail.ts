import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { DeskChatDetail, DeskState } from '#desk/wire.ts';
import { api } from '../api.ts';

/** The open chat, with everything an agent needs besides the transcript. */
export interface ChatDetail {
  /** Undefined while it loads, and while no chat is open. */
  readonly value: ReadonlySignal<DeskChatDetail | undefined>;
  /** Why it could not be loaded; '' if it could. */
  readonly problem: ReadonlySignal<string>;
  refresh(): Promise<void>;
  close: () => void;
}

/** Follows the open chat: loads it again whenever the desk's state shows that it has changed. */
export function createChatDetail(
  opened: ReadonlySignal<string | undefined>,
  state: ReadonlySignal<DeskState | undefined>,
): ChatDetail {
  const value = signal<DeskChatDetail>();
  const problem = signal('');
  const refresh = async (): Promise<void> => {
    const reference = opened.peek();
    if (reference === undefined) return;
    const answer = await api.chat(reference);
    if (opened.peek() !== reference) return;
    problem.value = answer.ok ? '' : answer.problem;
    if (answer.ok) value.value = answer.body;
  };
  let before = '';
  const end = effect(() => {
    const reference = opened.value;
    const { waiting = [], connected = [], agents = [] } = state.value ?? {};
    const listed = [...waiting, ...connected].find((chat) => chat.reference === reference);
    const version = JSON.stringify([reference, listed, agents.length]);
    if (version === before) return;
    before = version;
    if (value.peek()?.reference !== reference) value.value = undefined;
    problem.value = '';
    void refresh();
  });
  return { value, problem, refresh, close: end };
}

import type { DeskChat, DeskChatDetail } from '#desk/wire.ts';
import type { DeskClient } from '../client/desk-client.ts';

/** How a chat stands, and what the agent may do with it. */
export interface Standing {
  chat: DeskChat;
  state: DeskChat['state'];
  isMine: boolean;
  /** The agent may write in it, transfer it and close it. */
  maySpeak: boolean;
}

/** Reads it from the desk's newest state, which knows more recent things than the detail. */
export function standingOf({ state, me }: DeskClient, detail: DeskChatDetail): Standing {
  const { waiting = [], connected = [] } = state.value ?? {};
  const listed = [...waiting, ...connected].find(({ reference }) => reference === detail.reference);
  const chat = { ...detail, ...listed };
  // Before the first state has come, the detail is all that is known.
  const now = state.value === undefined ? detail.state : (listed?.state ?? 'closed');
  const isMine = now === 'connected' && chat.agent?.id === me.id;
  const maySpeak = isMine || (now === 'connected' && me.role === 'supervisor');
  return { chat, state: now, isMine, maySpeak };
}

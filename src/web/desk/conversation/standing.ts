import type { DeskChat, DeskChatDetail } from '#desk/wire.ts';
import type { DeskClient } from '../client/desk-client.ts';

/** The state of a chat, and what the agent may do with it. */
export interface Standing {
  chat: DeskChat;
  state: DeskChat['state'];
  isMine: boolean;
  /** Whether the agent may write in it, transfer it and close it. */
  maySpeak: boolean;
}

/** Derives it from the desk's state, which is more recent than the detail. */
export function standingOf({ state, me }: DeskClient, detail: DeskChatDetail): Standing {
  const { waiting = [], connected = [] } = state.value ?? {};
  const listed = [...waiting, ...connected].find(({ reference }) => reference === detail.reference);
  const chat = { ...detail, ...listed };
  // Until the first state arrives, only the detail is known.
  const now = state.value === undefined ? detail.state : (listed?.state ?? 'closed');
  const isMine = now === 'connected' && chat.agent?.id === me.id;
  const maySpeak = isMine || (now === 'connected' && me.role === 'supervisor');
  return { chat, state: now, isMine, maySpeak };
}

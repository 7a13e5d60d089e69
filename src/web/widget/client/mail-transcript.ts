import type { ChatClient } from './chat-client.ts';
import { ask, inConversation, json, type Session } from './direct-line.ts';
import type { Surroundings } from './surroundings.ts';

/** Asks the server to mail the conversation. Tries once: the visitor sees the result and decides. */
export async function mailTranscript(
  surroundings: Surroundings,
  session: Session | undefined,
  email: string,
): ReturnType<ChatClient['mailChat']> {
  if (session === undefined) return 'failed';
  const address = inConversation(session, '/transcript');
  const outcome = await ask(surroundings, address, json('POST', session.token, { email }));
  if (outcome.kind === 'ok') return 'sent';
  return outcome.kind === 'unreachable' && outcome.isBusy === true ? 'limited' : 'failed';
}

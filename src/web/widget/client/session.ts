import { ask, json, type RequestOutcome, type Session } from './direct-line.ts';
import type { VisitorStorage } from './visitor-storage.ts';
import type { Surroundings } from './surroundings.ts';

const AZURE = 'https://directline.botframework.com/v3/directline';

export interface SessionParts {
  surroundings: Surroundings;
  keeper: VisitorStorage;
  server: string;
  tokenUrl: string | undefined;
}

/**
 * Resumes the visitor's conversation, or starts another.
 * @param startNew true abandons the current conversation
 */
export function openSession(parts: SessionParts, startNew: boolean): Promise<RequestOutcome<Session>> {
  const { tokenUrl } = parts;
  return tokenUrl === undefined ? openOurs(parts, startNew) : openElsewhere(parts, tokenUrl, startNew);
}

interface Visitor {
  conversationId: string;
  token: string;
  userId: string;
  credential: string;
  resumed: boolean;
  usualWaitSeconds?: number | null;
  /** Missing on older servers. */
  features?: { transcriptByMail?: boolean };
}

async function openOurs(
  { surroundings, keeper, server }: SessionParts,
  startNew: boolean,
): Promise<RequestOutcome<Session>> {
  const base = `${server}/v3/directline`;
  const { credential, conversationId: present } = keeper.read();
  const which = startNew ? { startNew } : present === undefined ? {} : { conversationId: present };
  const wish = credential === undefined ? {} : { credential, ...which };
  const outcome = await ask<Visitor>(surroundings, `${base}/visitor-session`, json('POST', undefined, wish));
  if (outcome.kind !== 'ok') return outcome;
  const { conversationId, token, userId, resumed, credential: renewed } = outcome.body;
  const { usualWaitSeconds, features } = outcome.body;
  keeper.change((stored) => ({ ...stored, credential: renewed, conversationId }));
  return {
    kind: 'ok',
    body: {
      base,
      conversationId,
      token,
      userId,
      resumed,
      isOurs: true,
      usualWaitSeconds: usualWaitSeconds ?? undefined,
      canMail: features?.transcriptByMail === true,
    },
  };
}

interface Token {
  token: string;
  conversationId?: string;
  domain?: string;
}

/** Gets a token from the site's own server, which has the secret, for the existing conversation or a new one. */
async function openElsewhere(
  { surroundings, keeper }: SessionParts,
  tokenUrl: string,
  startNew: boolean,
): Promise<RequestOutcome<Session>> {
  const before = startNew ? undefined : keeper.read().conversationId;
  const wish = before === undefined ? {} : { conversationId: before };
  const outcome = await ask<Token>(surroundings, tokenUrl, json('POST', undefined, wish));
  if (outcome.kind !== 'ok') return outcome;
  const { token, domain = AZURE, conversationId = '' } = outcome.body;
  const userId = keeper.read().userId ?? surroundings.newId();
  keeper.change((stored) => ({ ...stored, userId, conversationId }));
  return {
    kind: 'ok',
    body: {
      base: domain.replace(/\/+$/, ''),
      conversationId,
      token,
      userId,
      resumed: before !== undefined && before === conversationId,
      isOurs: false,
      canMail: false,
    },
  };
}

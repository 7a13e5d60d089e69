import { messageForm } from '#web/common/message-form.ts';
import type { Surroundings } from './surroundings.ts';

/** What came of a request. */
export type RequestOutcome<Body> =
  | { kind: 'ok'; body: Body }
  /** The server will not have it, now or later. */
  | { kind: 'refused'; status: number; code: string }
  /** Not known whether it arrived: no network, no answer, or a server that is down or busy. */
  | {
      kind: 'unreachable';
      /** The server is there, and asks for a pause. */
      isBusy?: true;
      retryAfterMs?: number;
    };

/** What a conversation is reached with. */
export interface Session {
  /** Base address of Direct Line, without a slash at the end. */
  base: string;
  conversationId: string;
  token: string;
  userId: string;
  /** There is something earlier to show. */
  resumed: boolean;
  /**
   * Our own server: it takes a message with the same client id once, however often it is sent, and sends a frame as soon
   * as a socket is open.
   */
  isOurs: boolean;
}

/** What starting and reconnecting answer, as far as it is used. */
export interface Opened {
  conversationId?: string;
  streamUrl?: string;
}

const PATIENCE_MS = 20_000;

/** One request, whatever happens: never throws. */
export async function ask<Body>(
  { fetch, after }: Pick<Surroundings, 'fetch' | 'after'>,
  address: string,
  init: RequestInit,
  patience = PATIENCE_MS,
): Promise<RequestOutcome<Body>> {
  const late = new AbortController();
  const calm = after(patience, () => late.abort());
  try {
    const response = await fetch(address, { ...init, signal: late.signal });
    if (response.ok) return { kind: 'ok', body: (await response.json()) as Body };
    const { status } = response;
    const seconds = Number(response.headers.get('retry-after'));
    if (status >= 500 || status === 429 || status === 408)
      return {
        kind: 'unreachable',
        ...(status === 429 ? { isBusy: true } : {}),
        ...(seconds > 0 ? { retryAfterMs: seconds * 1000 } : {}),
      };
    return { kind: 'refused', status, code: await codeOf(response) };
  } catch {
    return { kind: 'unreachable' };
  } finally {
    calm();
  }
}

async function codeOf(response: Response): Promise<string> {
  try {
    const body = (await response.json()) as { error?: { code?: unknown } };
    const code = body.error?.code;
    return typeof code === 'string' ? code : '';
  } catch {
    return '';
  }
}

/** A request with a JSON body, or none. */
export const json = (method: 'GET' | 'POST', token: string | undefined, body?: unknown): RequestInit => ({
  method,
  headers: {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  },
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
});

/** A message with files, as Direct Line takes it. */
export const withFiles = (token: string, activity: object, files: readonly File[]): RequestInit => ({
  method: 'POST',
  headers: { authorization: `Bearer ${token}` },
  body: messageForm(activity, files),
});

/** The address of something in a session's conversation. */
export const inConversation = ({ base, conversationId }: Session, path = ''): string =>
  `${base}/conversations/${encodeURIComponent(conversationId)}${path}`;

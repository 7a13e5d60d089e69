import { messageForm } from '#web/common/message-form.ts';
import type { Surroundings } from './surroundings.ts';

/** The outcome of a request. */
export type RequestOutcome<Body> =
  | { kind: 'ok'; body: Body }
  /** The server rejects it and always will. */
  | { kind: 'refused'; status: number; code: string }
  /** It may or may not have arrived: no network, no response, or a server that is down or busy. */
  | {
      kind: 'unreachable';
      /** The server is up and asks for a pause. */
      isBusy?: true;
      retryAfterMs?: number;
    };

/** Everything needed to reach a conversation. */
export interface Session {
  /** Base address of Direct Line, without a trailing slash. */
  base: string;
  conversationId: string;
  token: string;
  userId: string;
  /** Whether there are earlier messages to show. */
  resumed: boolean;
  /**
   * Whether this is our own server: it accepts a message once per client id, however often it is sent, and sends a
   * frame as soon as a socket opens.
   */
  isOurs: boolean;
  /** How long customers usually wait for an agent; undefined if no estimate is available. */
  usualWaitSeconds?: number | undefined;
  /** Whether the server mails copies of conversations. */
  canMail: boolean;
}

/** The response to starting or reconnecting, as far as we use it. */
export interface Opened {
  conversationId?: string;
  streamUrl?: string;
}

const PATIENCE_MS = 20_000;

/** Makes one request. Never throws. */
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

/** A request with an optional JSON body. */
export const json = (method: 'GET' | 'POST', token: string | undefined, body?: unknown): RequestInit => ({
  method,
  headers: {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  },
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
});

/** A message with files, in Direct Line's form. */
export const withFiles = (token: string, activity: object, files: readonly File[]): RequestInit => ({
  method: 'POST',
  headers: { authorization: `Bearer ${token}` },
  body: messageForm(activity, files),
});

/** The address of a resource in a session's conversation. */
export const inConversation = ({ base, conversationId }: Session, path = ''): string =>
  `${base}/conversations/${encodeURIComponent(conversationId)}${path}`;

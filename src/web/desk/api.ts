import type { DeskAgent, DeskAuditEntry, DeskTicket, DeskTicketDetail } from '../../desk/wire.ts';

/** What came of asking the server; `problem` is a sentence for people. */
export type Answer<Body> = { ok: true; body: Body } | { ok: false; status: number; problem: string };

const UNREACHABLE = 'The server cannot be reached. Check your connection and try again.';

async function ask<Body>(path: string, body?: object): Promise<Answer<Body>> {
  try {
    const response = await fetch(`/desk/api${path}`, {
      ...(body === undefined
        ? {}
        : {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          }),
      signal: AbortSignal.timeout(20_000),
    });
    const answer = (await response.json()) as Body & { error?: { message?: string } };
    if (response.ok) return { ok: true, body: answer };
    return { ok: false, status: response.status, problem: answer.error?.message ?? UNREACHABLE };
  } catch {
    return { ok: false, status: 0, problem: UNREACHABLE };
  }
}

const at = (reference: string, action = ''): string => `/messages/${encodeURIComponent(reference)}${action}`;

/** The desk's server. Never throws. */
export const api = {
  me: () => ask<DeskAgent>('/me'),
  signIn: (email: string, password: string) => ask<DeskAgent>('/sign-in', { email, password }),
  setUp: (given: { token: string; name: string; email: string; password: string }) =>
    ask<DeskAgent>('/set-up', given),
  signOut: () => ask('/sign-out', {}),
  signOutEverywhere: () => ask('/sign-out-everywhere', {}),
  messages: () => ask<DeskTicket[]>('/messages'),
  message: (reference: string) => ask<DeskTicketDetail>(at(reference)),
  reply: (reference: string, reply: { text: string; clientId: string }) =>
    ask(at(reference, '/reply'), reply),
  close: (reference: string) => ask(at(reference, '/close'), {}),
  audit: () => ask<DeskAuditEntry[]>('/audit'),
};

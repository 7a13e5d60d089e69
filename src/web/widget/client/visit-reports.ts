import { ask, inConversation, json, type Session } from './direct-line.ts';
import type { Surroundings } from './surroundings.ts';

/** The page that shows the chat, and the page that led there. */
export interface PageVisit {
  page: string;
  referrer: string;
}

const INTERVAL_MS = 10_000;

/** Tells agents which page the visitor is on while the chat is connected. */
export interface VisitReports {
  /** Reports the page to the conversation, unless already known; later pages are reported automatically. */
  start(session: Session): void;
  stop(): void;
}

export function createVisitReports(
  surroundings: Pick<Surroundings, 'fetch' | 'after' | 'visit'>,
): VisitReports {
  let reported = '';
  let stopTimer: (() => void) | undefined;
  const report = (session: Session): void => {
    if (surroundings.visit === undefined || !session.isOurs) return;
    const visit = surroundings.visit();
    const known = visit === undefined ? reported : `${session.conversationId} ${visit.page}`;
    if (known !== reported)
      void ask(surroundings, inConversation(session, '/visit'), json('POST', session.token, visit));
    reported = known;
    // Single-page sites change the page without loading anything, and may stop or begin to share it.
    stopTimer = surroundings.after(INTERVAL_MS, () => report(session));
  };
  const stop = (): void => stopTimer?.();
  return {
    start(session) {
      stop();
      report(session);
    },
    stop,
  };
}

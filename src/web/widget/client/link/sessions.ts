import { ask, inConversation, json, type Opened, type RequestOutcome, type Session } from '../direct-line.ts';
import type { Surroundings } from '../surroundings.ts';

export interface SessionsParts {
  surroundings: Surroundings;
  locale: () => string;
  openSession: (startNew: boolean) => Promise<RequestOutcome<Session>>;
}

/** The session with the server, and the requests that start and extend it. */
export class Sessions {
  readonly #parts: SessionsParts;
  current: Session | undefined;
  #conversationId: string | undefined;
  #isStarted = false;

  constructor(parts: SessionsParts) {
    this.#parts = parts;
  }

  /** Another conversation begins. */
  forget(): void {
    this.current = undefined;
    this.#isStarted = false;
  }

  /** @returns a session that is not yet the current one */
  open(startNew: boolean): Promise<RequestOutcome<Session>> {
    return this.#parts.openSession(startNew);
  }

  /** @returns whether it is for another conversation: another tab may have started one */
  adopt(session: Session): boolean {
    const isOther = session.conversationId !== this.#conversationId;
    if (isOther) this.forget();
    this.#conversationId = session.conversationId;
    this.current = session;
    return isOther;
  }

  /** Starts the conversation, or continues it from a watermark. */
  askForStream(session: Session, watermark = ''): Promise<RequestOutcome<Opened>> {
    const { surroundings, locale } = this.#parts;
    if (!this.#isStarted)
      return ask(
        surroundings,
        `${session.base}/conversations`,
        json('POST', session.token, { locale: locale() }),
      );
    const query = `?watermark=${encodeURIComponent(watermark)}`;
    return ask(surroundings, inConversation(session, query), json('GET', session.token));
  }

  /** The stream has been granted. @param conversationId set if the server named it only now */
  started(session: Session, conversationId: string | undefined): void {
    this.#isStarted = true;
    if (conversationId === undefined) return;
    session.conversationId = conversationId;
    this.#conversationId = conversationId;
  }

  async refreshToken(): Promise<void> {
    const session = this.current;
    if (session === undefined) return;
    const address = `${session.base}/tokens/refresh`;
    const { surroundings } = this.#parts;
    const outcome = await ask<{ token?: string }>(surroundings, address, json('POST', session.token));
    if (outcome.kind === 'ok' && typeof outcome.body.token === 'string') session.token = outcome.body.token;
  }
}

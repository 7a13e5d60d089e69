import type { ClientEventName, ClientEventValues } from '#bot/channel-data.ts';
import { waitAfter } from '#time/backoff.ts';
import { ask, inConversation, json, type Session } from './direct-line.ts';
import type { Surroundings } from './surroundings.ts';

export interface VisitorEventsParts {
  surroundings: Surroundings;
  locale: () => string;
  /** Undefined while there is no session. */
  session: () => Session | undefined;
}

/** Sends an event to the bot. */
export type SendEvent = <Name extends ClientEventName>(
  name: Name,
  value: ClientEventValues[Name],
) => Promise<void>;

/** Half a minute in total. */
const TRIES = 6;
const BACKOFF = { firstMs: 1000, longestMs: 16_000 };

/** Retries each event for a while under one id, so that it counts once. Events do not survive a reload. */
export const createVisitorEvents =
  ({ surroundings, locale, session }: VisitorEventsParts): SendEvent =>
  async (name, value) => {
    const channelData = { clientActivityID: surroundings.newId() };
    for (let tries = 1; tries <= TRIES; tries += 1) {
      const current = session();
      if (current !== undefined) {
        const from = { id: current.userId };
        const activity = { type: 'event', name, value, from, locale: locale(), channelData };
        const address = inConversation(current, '/activities');
        const outcome = await ask(surroundings, address, json('POST', current.token, activity));
        if (outcome.kind === 'ok') return;
      }
      await new Promise<void>((resolve) => surroundings.after(waitAfter(BACKOFF, tries), resolve));
    }
  };

import type { Presence, PresenceStore } from '../chat.ts';
import type { OpeningHours } from '../opening-hours.ts';
import type { TeamsDeskStore } from './teams-desk-store.ts';

/** The support channel, as somebody who may come. */
const SUPPORT_CHANNEL_ID = 'teams-support-channel';

/**
 * Who is at the desk, with those who work from Teams. The support channel counts as somebody who may come while there
 * is one, within the opening hours where there are some; an agent who has a chat in Teams is there as long as they
 * have it, since Teams does not tell who is at their screen.
 */
export const withTeamsDesk = (
  presences: PresenceStore,
  {
    store,
    hours,
    clock,
  }: {
    store: Pick<TeamsDeskStore, 'channel' | 'busyAgents'>;
    hours: OpeningHours | undefined;
    clock: () => Date;
  },
): PresenceStore => ({
  note: (agentId, seen) => presences.note(agentId, seen),
  noteAssigned: (agentId, at) => presences.noteAssigned(agentId, at),
  leave: (agentId) => presences.leave(agentId),
  async list() {
    const now = clock();
    const [own, agents, channel] = await Promise.all([presences.list(), store.busyAgents(), store.channel()]);
    const inTeams = new Set(agents.map(({ id }) => id));
    // Busy: they take chats themselves, none is given to them by turns.
    const there = (agent: { id: string; name: string }): Presence => ({
      agent,
      availability: 'busy',
      seenAt: now,
      lookingAt: undefined,
      assignedAt: new Date(0),
      isElsewhere: true,
    });
    const known = new Set(own.map(({ agent }) => agent.id));
    const isChannelThere = channel !== undefined && hours?.isOpen(now) !== false;
    return [
      ...own.map((presence) => (inTeams.has(presence.agent.id) ? { ...presence, seenAt: now } : presence)),
      ...agents.filter(({ id }) => !known.has(id)).map(there),
      ...(isChannelThere ? [there({ id: SUPPORT_CHANNEL_ID, name: 'Teams' })] : []),
    ];
  },
});

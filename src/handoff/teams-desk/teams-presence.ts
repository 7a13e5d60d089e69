import type { Presence, PresenceStore } from '../chat.ts';
import type { OpeningHours } from '../opening-hours.ts';
import type { TeamsDeskStore } from './teams-desk-store.ts';

/** Stands for the support channel in the list of agents. */
const SUPPORT_CHANNEL_ID = 'teams-support-channel';

/**
 * Adds the agents who work in Teams to those at the desk. A support channel counts as an agent who may come, within the
 * opening hours if there are any. An agent with a chat in Teams counts as present for as long as they have it, because
 * Teams does not report who is at their screen.
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
    // Busy, because they claim chats themselves: round-robin assignment must not give them any.
    const there = (agent: { id: string; name: string }): Presence => ({
      agent,
      availability: 'busy',
      seenAt: now,
      viewing: undefined,
      assignedAt: new Date(0),
      isExternal: true,
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

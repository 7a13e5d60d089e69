import type { PresenceStore } from '../chat.ts';

/** Everybody in a hub writes as this one agent, under the name that the hub gives. */
export const HUB_AGENT_ID = 'engagement-hub';

/** Counts the hub as an agent who is always present, so that no customer is told that nobody is available. */
export const withHub = (presences: PresenceStore, clock: () => Date): PresenceStore => ({
  ...bound(presences),
  async list() {
    const hub = {
      agent: { id: HUB_AGENT_ID, name: 'Engagement hub' },
      // Busy, because it claims chats itself: round-robin assignment must not give it any.
      availability: 'busy' as const,
      seenAt: clock(),
      viewing: undefined,
      assignedAt: new Date(0),
      isExternal: true as const,
    };
    return [...(await presences.list()), hub];
  },
});

const bound = (presences: PresenceStore): PresenceStore => ({
  list: () => presences.list(),
  note: (agentId, seen) => presences.note(agentId, seen),
  noteAssigned: (agentId, at) => presences.noteAssigned(agentId, at),
  leave: (agentId) => presences.leave(agentId),
});

import { randomUUID } from 'node:crypto';
import type { ActionOutcome } from '#handoff/agent-actions.ts';
import type { ChatOutcome } from '#handoff/chat.ts';
import type { TeamsAgent } from '#handoff/teams-desk/teams-desk-store.ts';
import type { TeamsDeskParts } from './desk-parts.ts';

type ActParts = Pick<TeamsDeskParts, 'store' | 'desk' | 'presences' | 'talk' | 'note' | 'clock'>;

/** What agents can do from Teams: the same actions as at the web desk, recorded in the same audit log. */
export interface TeamsAgentActions {
  claim(agent: TeamsAgent, reference: string): Promise<ActionOutcome>;
  close(agent: TeamsAgent, reference: string, outcome: ChatOutcome): Promise<ActionOutcome>;
  /** @param to `queue`, `bot`, or the start of a colleague's name, followed by a message to the customer */
  transfer(agent: TeamsAgent, reference: string, to: string): Promise<ActionOutcome>;
  addNote(agent: TeamsAgent, reference: string, text: string): Promise<ActionOutcome>;
}

/** Creates the Teams actions on top of those that every desk uses. */
export function createTeamsAgentActions({
  store,
  desk,
  presences,
  talk,
  note,
  clock,
}: ActParts): TeamsAgentActions {
  const noted = async (agent: TeamsAgent, action: string, reference: string, acted: ActionOutcome) => {
    if (acted.kind === 'done') await note(agent, action, reference);
    return acted;
  };

  /** Finds the transfer target in an agent's text. */
  async function targetOf(written: string) {
    const [, first = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(written) ?? [];
    const to = first.toLowerCase();
    if (to === 'queue' || to === 'bot') return { target: { to } as const, words: rest };
    const wanted = written.toLowerCase();
    const [named] = (await presences.list())
      .map(({ agent }) => agent)
      .filter(({ name }) => wanted === name.toLowerCase() || wanted.startsWith(`${name.toLowerCase()} `))
      .toSorted((a, b) => b.name.length - a.name.length);
    return (
      named && {
        target: { to: 'agent', agentId: named.id } as const,
        words: written.slice(named.name.length).trim(),
      }
    );
  }

  return {
    async claim(agent, reference) {
      // In a private chat, everything goes to one customer: with two at a time, messages could be mixed up.
      const other = talk === 'personal' ? await store.ofAgent(agent.id) : undefined;
      if (other !== undefined && other.reference !== reference) return { kind: 'limit', limit: 1 };
      // Mark the agent as present now, or the queue manager would take the chat back.
      const isKnown = (await presences.list()).some((presence) => presence.agent.id === agent.id);
      await presences.note(agent.id, { at: clock(), ...(isKnown ? {} : { availability: 'away' }) });
      const acted = await desk.claim(agent, reference);
      if (acted.kind === 'done') await store.update(reference, { agentId: agent.id });
      return await noted(agent, 'claimed in Teams', reference, acted);
    },
    async close(agent, reference, outcome) {
      const teamsChat = await store.find(reference);
      // Whoever has the chat in Teams has read what was forwarded; others have read it elsewhere.
      const readUpTo = teamsChat?.agentId === agent.id ? teamsChat.sentSeq : undefined;
      const acted = await desk.close(agent, reference, outcome, { readUpTo });
      return await noted(agent, `closed as ${outcome}`, reference, acted);
    },
    async transfer(agent, reference, written) {
      const found = await targetOf(written);
      if (found === undefined) return { kind: 'absent' };
      const { target, words } = found;
      const action = target.to === 'bot' ? 'returned to the bot' : 'transferred';
      return await noted(agent, action, reference, await desk.transfer(agent, reference, target, words));
    },
    async addNote(agent, reference, text) {
      return await noted(
        agent,
        'noted',
        reference,
        await desk.note(agent, reference, { id: randomUUID(), text }),
      );
    },
  };
}

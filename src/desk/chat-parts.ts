import { z } from 'zod';
import type { ActionOutcome, ActingAgent } from '#handoff/agent-actions.ts';
import type { Chat } from '#handoff/chat.ts';
import { HttpProblem } from '#http/problem.ts';
import type { Agent } from '#store/agents.ts';
import type { DeskContext } from './desk-context.ts';
import { shownChat } from './desk-state.ts';
import type { DeskChat } from './wire.ts';

/** Made by the desk for each thing that an agent writes. */
export const clientId = z.string().min(8).max(100).describe('The same at each try: the server has it once.');
/** What an agent writes. */
export const words = z.string().trim().max(4000);

/** An account as those see it who decide what it may do. */
export const asActing = ({ id, name, role }: Agent): ActingAgent => ({
  id,
  name,
  isSupervisor: role === 'supervisor',
});

export const noSuchChat = (): HttpProblem =>
  new HttpProblem(404, 'NotFound', 'There is no such chat any more.');

/** @throws {HttpProblem} 404, 409 with who has it or why not */
function doneOr(acted: ActionOutcome): Chat {
  switch (acted.kind) {
    case 'done':
      return acted.chat;
    case 'taken':
      throw new HttpProblem(409, 'Taken', `${acted.by} has this chat.`);
    case 'limit':
      throw new HttpProblem(409, 'LimitReached', `You have ${acted.limit} chats already; close one first.`);
    case 'over':
      throw new HttpProblem(409, 'Over', 'This chat is over, or not yours any more.');
    case 'absent':
      throw new HttpProblem(409, 'Absent', 'That colleague is not at the desk any more.');
    case 'unknown':
      throw noSuchChat();
  }
}

/** The chat after something was done with it. @throws {HttpProblem} 404, 409 with who has it or why not */
export const shownAfter = ({ facts }: DeskContext, acted: ActionOutcome): DeskChat =>
  shownChat(doneOr(acted), facts.titleOf);

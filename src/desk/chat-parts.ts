import { z } from 'zod';
import type { ActionOutcome, ActingAgent } from '#handoff/agent-actions.ts';
import type { Chat } from '#handoff/chat.ts';
import { HttpProblem } from '#http/problem.ts';
import type { Agent } from '#store/agents.ts';
import type { DeskContext } from './desk-context.ts';
import type { DeskChat } from './wire.ts';

/** The desk generates one for each thing that an agent writes. */
export const clientId = z
  .string()
  .min(8)
  .max(100)
  .describe('The same for every retry, so that the server stores the message once.');
/** An agent's text. */
export const messageText = z.string().trim().max(4000);

/** The part of an account that decides what its agent may do. */
export const asActing = ({ id, name, role }: Agent): ActingAgent => ({
  id,
  name,
  isSupervisor: role === 'supervisor',
});

export const noSuchChat = (): HttpProblem => new HttpProblem(404, 'NotFound', 'This chat no longer exists.');

/** @throws {HttpProblem} 404; 409 naming who has the chat, or why the action is not possible */
function doneOr(acted: ActionOutcome): Chat {
  switch (acted.kind) {
    case 'done':
      return acted.chat;
    case 'taken':
      throw new HttpProblem(409, 'Taken', `${acted.by} has this chat.`);
    case 'limit':
      throw new HttpProblem(
        409,
        'LimitReached',
        acted.limit === 1
          ? 'You already have a chat; close it first.'
          : `You already have ${acted.limit} chats; close one first.`,
      );
    case 'over':
      throw new HttpProblem(409, 'Over', 'This chat is over, or no longer yours.');
    case 'unread':
      throw new HttpProblem(409, 'Unread', 'The customer has written again, so the chat stays open.');
    case 'absent':
      throw new HttpProblem(409, 'Absent', 'That colleague is no longer at the desk.');
    case 'open':
      throw new HttpProblem(
        409,
        'Open',
        acted.by === undefined
          ? 'The customer is waiting in an open chat; claim that one.'
          : `The customer is in an open chat with ${acted.by}.`,
      );
    case 'unknown':
      throw noSuchChat();
  }
}

/**
 * The chat after an action. @throws {HttpProblem} 404; 409 naming who has the chat, or why the action is not possible
 */
export const shownAfter = ({ show }: DeskContext, acted: ActionOutcome): Promise<DeskChat> =>
  show(doneOr(acted));

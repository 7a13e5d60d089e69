import { z } from 'zod';
import { type Chat, chatOutcomes } from '#handoff/chat.ts';
import { badArgument } from '#http/problem.ts';
import { withSchemaMessage } from '#http/route.ts';
import { single } from '#http/query.ts';
import type { ClosedChatPlace } from '#store/closed-chats.ts';
import { asActing, shownAfter } from '../chat-parts.ts';
import type { DeskContext } from '../desk-context.ts';
import { agentRoute } from '../desk-route.ts';
import { chatFacts } from '../desk-state.ts';
import { deskChat } from '../wire.ts';
import { lastWordsIn } from './last-words.ts';
import { type ClosedChat, closedChatChoices, closedChats } from './wire.ts';

const PAGE = 30;

const text = (most: number) => single(z.string().max(most));
const time = (name: string) =>
  single(z.string().refine((value) => !Number.isNaN(Date.parse(value)), `"${name}" must be a date.`));

const asked = z.object({
  agent: text(100).describe('The id of an agent.'),
  outcome: single(
    z
      .string()
      .refine((value) => value === 'none' || chatOutcomes.some((each) => each === value), {
        message: '"outcome" must be solved, follow-up, unsolved or none.',
      })
      .describe('solved, follow-up, unsolved or none.'),
  ),
  stars: single(z.string().regex(/^[1-5]$/, '"stars" must be a number from 1 to 5.')),
  tag: text(40),
  model: text(100),
  from: time('from').describe('ISO 8601: closed at this time or later.'),
  until: time('until').describe('ISO 8601: closed before this time.'),
  after: single(z.string().max(200).describe('`next` of the page before.')),
});

const dateOf = (value: string | undefined): Date | undefined =>
  value === undefined ? undefined : new Date(value);

/** @throws {HttpProblem} 400 */
function placeIn(after: string | undefined): ClosedChatPlace | undefined {
  if (after === undefined) return undefined;
  const [, closedAt, reference] = /^(\d{1,15})-(.{1,100})$/.exec(after) ?? [];
  if (closedAt === undefined || reference === undefined)
    throw badArgument('"after" is not a place in the list.');
  return { closedAt: Number(closedAt), reference };
}

const placeOf = ({ closedAt, reference }: Chat): string => `${closedAt?.getTime() ?? 0}-${reference}`;

/** How a chat ended. */
export const endingOf = ({ closedAt, end, outcome, stars, comment }: Chat) => ({
  closedAt: closedAt?.toISOString() ?? null,
  end: end ?? null,
  outcome: outcome ?? null,
  stars: stars ?? null,
  comment: comment ?? null,
});

const list = agentRoute(
  {
    method: 'get',
    path: '/desk/api/closed-chats',
    summary: 'Lists the closed chats, most recently closed first.',
    query: { schema: asked, refuse: withSchemaMessage },
    gives: closedChats,
  },
  ({ store: { closedChats: closed, transcript }, facts: { titleOf, personRequest } }) =>
    async (_agent, { query }) => {
      const { agent, outcome, stars, tag, model, from, until, after } = query();
      const filter = {
        agentId: agent,
        outcome: [...chatOutcomes, 'none' as const].find((each) => each === outcome),
        stars: stars === undefined ? undefined : Number(stars),
        tag,
        model,
        from: dateOf(from),
        until: dateOf(until),
      };
      const found = await closed.list(filter, { after: placeIn(after), most: PAGE + 1 });
      const page = found.slice(0, PAGE);
      const shown = page.map(async (chat): Promise<ClosedChat> => ({
        ...chatFacts(chat, titleOf),
        ...endingOf(chat),
        lastWords: (await lastWordsIn(transcript, chat, personRequest)) ?? null,
      }));
      const last = page.at(-1);
      return {
        chats: await Promise.all(shown),
        next: found.length > PAGE && last !== undefined ? placeOf(last) : null,
      };
    },
);

const choices = agentRoute(
  {
    method: 'get',
    path: '/desk/api/closed-chats/choices',
    summary: 'Lists the agents, tags and models of closed chats, to filter by.',
    gives: closedChatChoices,
  },
  ({ store }) =>
    () =>
      store.closedChats.choices(),
);

const reopen = agentRoute(
  {
    method: 'post',
    path: '/desk/api/chats/:reference/reopen',
    summary: 'Opens a closed chat again, with this agent.',
    gives: deskChat,
  },
  (context: DeskContext) =>
    async (agent, { params: { reference } }) => {
      const chat = await shownAfter(context, await context.desk.reopen(asActing(agent), reference));
      await context.note(agent, 'reopened a chat', reference);
      return chat;
    },
);

/** Closed chats: list, filter, reopen. */
export const closedChatRoutes = [list, choices, reopen];

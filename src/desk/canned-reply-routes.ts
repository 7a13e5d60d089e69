import { z } from 'zod';
import { HttpProblem } from '#http/problem.ts';
import { withSchemaMessage } from '#http/route.ts';
import type { CannedReply } from '#store/canned-replies.ts';
import type { Agent } from '#store/agents.ts';
import type { DeskContext } from './desk-context.ts';
import { agentRoute, supervisorRoute } from './desk-route.ts';
import { deskCannedReply } from './wire.ts';

const MAX = 200;

const replyFields = {
  title: z.string().trim().min(1, 'Enter a title.').max(60, 'The title is too long.'),
  text: z
    .string()
    .trim()
    .min(1, 'Enter some text.')
    .max(4000, 'The text is too long.')
    .regex(
      /^(?:[^{}]|\{(?:customer|agent|reference)\})*$/,
      'The only placeholders are {customer}, {agent} and {reference}.',
    ),
};
const newReplySchema = z
  .object(replyFields)
  .meta({ examples: [{ title: 'Hello', text: 'Hello {customer}, I am {agent}.' }] });
const moveSchema = z
  .object({ to: z.int().min(0).max(MAX).describe('Its new place in the list, from 0 on.') })
  .meta({ examples: [{ to: 0 }] });

const gives = z.array(deskCannedReply);
type Replies = readonly CannedReply[];

/** Edits the list and writes the edit to the audit log. @param edit returns undefined if there is no such reply */
async function edited(
  { store, facts, note }: DeskContext,
  agent: Agent,
  action: string,
  edit: (replies: Replies) => { replies: Replies; title: string } | undefined,
): Promise<CannedReply[]> {
  let title = '';
  const changed = await store.cannedReplies.change(facts.shippedReplies(), (replies) => {
    const made = edit(replies);
    title = made?.title ?? '';
    return made?.replies;
  });
  if (changed === undefined) throw new HttpProblem(404, 'NotFound', 'This canned reply has been deleted.');
  await note(agent, action, title);
  return [...changed.replies];
}

const list = agentRoute(
  {
    method: 'get',
    path: '/desk/api/canned-replies',
    summary: 'Lists the canned replies; {customer}, {agent} and {reference} are placeholders.',
    gives,
  },
  ({ store, facts }) =>
    async () => [...(await store.cannedReplies.read(facts.shippedReplies())).replies],
);

const add = supervisorRoute(
  {
    method: 'post',
    path: '/desk/api/canned-replies',
    summary: 'Adds a canned reply at the end of the list.',
    body: { schema: newReplySchema, refuse: withSchemaMessage },
    gives,
  },
  (context) =>
    async (agent, { body }) => {
      const given = await body();
      const id = context.store.cannedReplies.newId();
      return await edited(context, agent, 'added a canned reply', (replies) => {
        if (replies.length >= MAX)
          throw new HttpProblem(409, 'TooMany', `There can be at most ${MAX} canned replies.`);
        return { replies: [...replies, { id, ...given }], title: given.title };
      });
    },
);

const change = supervisorRoute(
  {
    method: 'post',
    path: '/desk/api/canned-replies/:id',
    summary: 'Replaces the title and the text of a canned reply.',
    body: { schema: newReplySchema, refuse: withSchemaMessage },
    gives,
  },
  (context) =>
    async (agent, { params: { id }, body }) => {
      const given = await body();
      return await edited(context, agent, 'changed a canned reply', (replies) =>
        replies.some((reply) => reply.id === id)
          ? {
              replies: replies.map((reply) => (reply.id === id ? { id, ...given } : reply)),
              title: given.title,
            }
          : undefined,
      );
    },
);

const remove = supervisorRoute(
  {
    method: 'post',
    path: '/desk/api/canned-replies/:id/delete',
    summary: 'Deletes a canned reply.',
    gives,
  },
  (context) =>
    async (agent, { params: { id } }) =>
      await edited(context, agent, 'deleted a canned reply', (replies) => {
        const found = replies.find((reply) => reply.id === id);
        return found && { replies: replies.filter((reply) => reply !== found), title: found.title };
      }),
);

const move = supervisorRoute(
  {
    method: 'post',
    path: '/desk/api/canned-replies/:id/move',
    summary: 'Moves a canned reply to another place in the list.',
    body: { schema: moveSchema },
    gives,
  },
  (context) =>
    async (agent, { params: { id }, body }) => {
      const { to } = await body();
      return await edited(context, agent, 'moved a canned reply', (replies) => {
        const found = replies.find((reply) => reply.id === id);
        if (found === undefined) return undefined;
        const others = replies.filter((reply) => reply !== found);
        return { replies: others.toSpliced(to, 0, found), title: found.title };
      });
    },
);

const reset = supervisorRoute(
  {
    method: 'post',
    path: '/desk/api/canned-replies-reset',
    summary: 'Discards all edits and restores the shipped canned replies.',
    gives,
  },
  ({ store, facts, note }) =>
    async (agent) => {
      await store.cannedReplies.reset();
      await note(agent, 'restored the shipped canned replies', '');
      return [...(await store.cannedReplies.read(facts.shippedReplies())).replies];
    },
);

/** The canned replies, which any agent may read and supervisors edit. */
export const cannedReplyRoutes = [list, add, change, remove, move, reset];

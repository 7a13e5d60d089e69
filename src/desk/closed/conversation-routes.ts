import { z } from 'zod';
import { channelOf } from '#handoff/conversation-key.ts';
import { END_OF_TRANSCRIPT } from '#handoff/read-transcript.ts';
import { HttpProblem } from '#http/problem.ts';
import { withSchemaMessage } from '#http/route.ts';
import { single } from '#http/query.ts';
import type { Conversation } from '#store/conversations.ts';
import type { ShownActivity } from '#streams/activity-set.ts';
import { emailAddress } from '#text/email-schema.ts';
import { plainName } from '#text/plain-name.ts';
import { withUploadUrls } from '#uploads/upload-address.ts';
import { clientId } from '../chat-parts.ts';
import type { DeskContext } from '../desk-context.ts';
import { agentRoute } from '../desk-route.ts';
import { chatFacts } from '../desk-state.ts';
import { conversationOf, gone, which } from '../which-conversation.ts';
import { nothing } from '../wire.ts';
import { endingOf } from './closed-chat-routes.ts';
import { type ConversationChat, conversationText, deskConversation } from './wire.ts';

/** Activities in one response. */
const PAGE = 200;

const asked = z.object({
  ...which,
  before: single(z.string().regex(/^\d{1,9}$/, '"before" is not a place in the conversation.')),
});

async function chatsIn(
  { store: { chats }, facts: { titleOf } }: DeskContext,
  conversationId: string,
): Promise<ConversationChat[]> {
  return await Promise.all(
    (await chats.allIn(conversationId)).map(async (chat) => ({
      ...chatFacts(chat, titleOf),
      ...endingOf(chat),
      notes: (await chats.notes(chat.reference)).map((each) => ({ ...each, at: each.at.toISOString() })),
    })),
  );
}

const read = agentRoute(
  {
    method: 'get',
    path: '/desk/api/conversation',
    summary: 'Shows a conversation with its chats, their notes and ratings.',
    query: { schema: asked, refuse: withSchemaMessage },
    gives: deskConversation,
  },
  (context) =>
    async (_agent, { request, query }) => {
      const { before, ...wanted } = query();
      const { id, userId, userName, locale, createdAt } = await conversationOf(context, wanted);
      const { transcript } = context.store;
      const page = await transcript.newest(
        id,
        before === undefined ? END_OF_TRANSCRIPT : Number(before),
        PAGE,
      );
      const chats = await chatsIn(context, id);
      const name = chats.at(-1)?.name ?? userName;
      const base = context.location.baseUrlOf(request);
      const first = page[0]?.seq ?? 0;
      return {
        id,
        userId,
        name: name === undefined ? null : plainName(name),
        channel: channelOf(id),
        locale: locale ?? null,
        startedAt: new Date(createdAt).toISOString(),
        chats,
        activities: page
          .filter(({ hidden }) => !hidden)
          .map(({ body }) => JSON.parse(withUploadUrls(body, base)) as ShownActivity),
        earlier: page.length === PAGE && first > 1 ? String(first) : null,
        canMail: context.transcripts.mails !== undefined,
      };
    },
);

/** The name used in the audit log and for files. */
const nameOf = async ({ store }: DeskContext, { id }: Conversation): Promise<string> =>
  (await store.chats.newestIn(id))?.reference ?? id;

const asText = agentRoute(
  {
    method: 'get',
    path: '/desk/api/conversation/text',
    summary: 'Gives a conversation as a text file, without what only agents may see.',
    query: { schema: z.object(which) },
    gives: conversationText,
  },
  (context) =>
    async (_agent, { query }) => {
      const conversation = await conversationOf(context, query());
      const text = await context.transcripts.readText(conversation.id);
      if (text === undefined) throw gone();
      const name = (await nameOf(context, conversation)).replaceAll(/[^\w-]+/g, '-').slice(0, 60);
      return { fileName: `conversation-${name}.txt`, text };
    },
);

const mailed = z
  .object({
    id: z.string().max(500),
    email: emailAddress(),
    clientId,
  })
  .meta({ examples: [{ id: 'none', email: 'somebody@example.com', clientId: 'a-client-id' }] });

const mail = agentRoute(
  {
    method: 'post',
    path: '/desk/api/conversation/mail',
    summary: 'Sends a conversation by e-mail, without what only agents may see.',
    body: { schema: mailed, refuse: withSchemaMessage },
    gives: nothing,
  },
  (context) =>
    async (agent, { body }) => {
      const { id, email, clientId: client } = await body();
      const conversation = await conversationOf(context, { id });
      const { mails } = context.transcripts;
      if (mails === undefined)
        throw new HttpProblem(
          409,
          'CannotMail',
          'This server does not send e-mail. Download the file instead.',
        );
      const target = await nameOf(context, conversation);
      const entry = { at: context.clock(), actor: agent.name, action: 'e-mailed the conversation', target };
      await context.store.transcriptMails.add({ clientId: client, conversationId: id, email }, entry);
      mails();
      return {};
    },
);

/** Whole conversations: read them, download them as text, mail them. */
export const conversationRoutes = [read, asText, mail];

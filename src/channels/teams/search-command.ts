import { z } from 'zod';
import { type Activity, ActivityTypes, type Attachment, CardFactory } from '#bot-framework/activity.ts';
import type { BotLogic } from '#bot/support-bot.ts';
import { cutText } from '#text/cut-text.ts';
import { adaptiveCard, plainText, textBlock, textBlocks } from './cards/card.ts';

/** An answer that can be inserted into a message. */
interface Found {
  title: string;
  /** Markdown. */
  text: string;
}

/** Finds answers for a text; none if nothing matches. '' asks for suggestions to start with. */
export type FindAnswers = (words: string) => readonly Found[];

/** The command's name in the app's manifest. */
export const SEARCH_COMMAND = 'find';
const QUERY = 'composeExtension/query';
/** A preview has two lines. */
const PREVIEW = 120;

const querySchema = z.looseObject({
  commandId: z.literal(SEARCH_COMMAND),
  parameters: z.array(z.looseObject({ name: z.string(), value: z.unknown() })).default([]),
});

/** The search text; Teams sends none when the command is opened. */
function wordsIn(value: unknown): string | undefined {
  const parsed = querySchema.safeParse(value);
  if (!parsed.success) return undefined;
  const query = parsed.data.parameters.find(({ name }) => name === 'query')?.value;
  return typeof query === 'string' ? query : '';
}

/** A card to insert, and its entry in the list. */
function asAttachment({ title, text }: Found): Attachment & { preview: Attachment } {
  const card = CardFactory.adaptiveCard(
    adaptiveCard(`${title}\n\n${text}`, [textBlock(title, { weight: 'Bolder' }), ...textBlocks(text)]),
  );
  return {
    ...card,
    preview: CardFactory.thumbnailCard(title, [], [], { text: cutText(plainText(text), PREVIEW) }),
  };
}

const isQuery = ({ type, name }: Activity): boolean => type === ActivityTypes.Invoke && name === QUERY;

/** Adds the search command to the bot: people find an answer in the compose box and insert it as a card. */
export const withSearchCommand =
  (bot: BotLogic, find: FindAnswers): BotLogic =>
  async (context) => {
    const words = isQuery(context.activity) ? wordsIn(context.activity.value) : undefined;
    if (words === undefined) {
      await bot(context);
      return;
    }
    const attachments = find(words).map(asAttachment);
    const body =
      attachments.length === 0
        ? { composeExtension: { type: 'message', text: 'I have no answer to that.' } }
        : { composeExtension: { type: 'result', attachmentLayout: 'list', attachments } };
    await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: { status: 200, body } });
  };

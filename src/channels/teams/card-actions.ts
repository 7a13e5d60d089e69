import { z } from 'zod';
import { type Activity, ActivityTypes, CardFactory } from '#bot-framework/activity.ts';
import { TEAMS } from '#channel-ids.ts';
import type { PatchLists } from '#dialogs/reply.ts';
import type { BotLogic } from '#bot/support-bot.ts';
import { LIST_VERB, type ListPage, patchListCard } from './cards/patch-list-card.ts';

/** The reply to a button that no version knows, or that was forged. */
const STALE = 'That button is from an older message and no longer works. Please type your question instead.';

const pageSchema = z.object({
  advisory: z.string().max(100).optional(),
  status: z.string().max(100),
  page: z.number().int().min(1).max(1000),
});
const executeSchema = z.looseObject({
  action: z.looseObject({ verb: z.string().max(100), data: z.unknown() }),
});
const submitSchema = z.looseObject({ verb: z.string().max(100) });

/** The Teams desk's verbs, which it handles itself. */
const isDesks = (verb: string): boolean => verb.startsWith('desk.');

interface Pressed {
  by: 'invoke' | 'message';
  /** Undefined for an unknown button. */
  at: ListPage | undefined;
}

const pageIn = (verb: string, data: unknown): ListPage | undefined =>
  verb === LIST_VERB ? pageSchema.safeParse(data).data : undefined;

/** The table that a button belongs to; older buttons name none and are matched by their status. */
const tableOf = (tables: readonly PatchLists[], { advisory: id, status }: ListPage): PatchLists | undefined =>
  tables.find(
    ({ advisory, lists }) =>
      (id === undefined || id === advisory?.id) && lists.some((list) => list.status === status),
  );

/** Reads a press on a card; undefined for anything that is handled elsewhere. */
function pressIn({ type, name, value }: Activity): Pressed | undefined {
  if (type === ActivityTypes.Invoke && name === 'adaptiveCard/action') {
    const parsed = executeSchema.safeParse(value);
    const { verb = '', data } = parsed.data?.action ?? {};
    return isDesks(verb) ? undefined : { by: 'invoke', at: pageIn(verb, data) };
  }
  const submitted = type === ActivityTypes.Message ? submitSchema.safeParse(value).data : undefined;
  if (submitted === undefined || isDesks(submitted.verb)) return undefined;
  return { by: 'message', at: pageIn(submitted.verb, submitted) };
}

/**
 * The bot, extended by those buttons of its own cards that no dialog handles: lists turn their pages in place. A stale
 * or forged button gets a sentence.
 * @param tables the lists of each advisory
 */
export const withCardActions =
  (bot: BotLogic, tables: readonly PatchLists[]): BotLogic =>
  async (context) => {
    const pressed = context.activity.channelId === TEAMS ? pressIn(context.activity) : undefined;
    if (pressed === undefined) {
      await bot(context);
      return;
    }
    const { at } = pressed;
    const table = at && tableOf(tables, at);
    const card = at && table && patchListCard(table, at);
    if (pressed.by === 'message') {
      await context.sendActivity(
        card === undefined
          ? { type: ActivityTypes.Message, text: STALE }
          : {
              type: ActivityTypes.Message,
              summary: card.fallbackText,
              attachments: [CardFactory.adaptiveCard(card)],
            },
      );
      return;
    }
    const body =
      card === undefined
        ? { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: STALE }
        : { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card };
    await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: { status: 200, body } });
  };

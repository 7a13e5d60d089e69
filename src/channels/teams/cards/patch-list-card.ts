import type { ModelList, PatchLists } from '#dialogs/reply.ts';
import {
  type AdaptiveCard,
  adaptiveCard,
  type CardPart,
  executeAction,
  plainText,
  textBlock,
} from './card.ts';

/** The verb of the buttons that turn a list's pages. */
export const LIST_VERB = 'patch-list.page';

const PAGE = 10;

/** A page of a list. */
export interface ListPage {
  /** The advisory's id, if the bot knows several. */
  advisory?: string | undefined;
  status: string;
  /** From 1. */
  page: number;
}

const pagesOf = ({ models }: ModelList): number => Math.max(1, Math.ceil(models.length / PAGE));

const turn = (title: string, at: ListPage): CardPart => executeAction(title, LIST_VERB, at);

/**
 * Models by patch status, one page of one status at a time, with buttons for other pages and statuses.
 * @param at a page beyond the end means the last one
 * @returns undefined if there is no list for that status
 */
export function patchListCard(
  { lists, source, advisory }: PatchLists,
  at: Pick<ListPage, 'status' | 'page'>,
): AdaptiveCard | undefined {
  const list = lists.find(({ status }) => status === at.status);
  if (list === undefined) return undefined;
  const { status, models } = list;
  const last = pagesOf(list);
  const page = Math.min(Math.max(1, at.page), last);
  const names = models.slice((page - 1) * PAGE, page * PAGE);
  const of = advisory === undefined ? '' : `${advisory.name}, `;
  const inSame = advisory === undefined ? {} : { advisory: advisory.id };
  const title = `${of}${status}: ${models.length} ${models.length === 1 ? 'model' : 'models'}`;
  const others = lists.filter((each) => each.status !== status);
  return adaptiveCard(
    `${title}. ${names.join(', ')}. ${plainText(source)}`,
    [
      textBlock(title, { weight: 'Bolder', size: 'Medium' }),
      textBlock(names.join(', ')),
      ...(last === 1 ? [] : [textBlock(`Page ${page} of ${last}`, { isSubtle: true })]),
      textBlock(source, { isSubtle: true }),
    ],
    [
      ...(page > 1 ? [turn('Back', { ...inSame, status, page: page - 1 })] : []),
      ...(page < last ? [turn('More', { ...inSame, status, page: page + 1 })] : []),
      ...others.map((other) =>
        turn(`${other.status} (${other.models.length})`, { ...inSame, status: other.status, page: 1 }),
      ),
    ],
  );
}

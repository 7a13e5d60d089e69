import type { Activity, ConversationReference } from '#bot-framework/activity.ts';
import { TurnContext } from '#bot-framework/turn.ts';
import { TEAMS } from '#channel-ids.ts';
import { splitText } from '#text/split-text.ts';

/** Older limits of Teams still bite at 28 KB, counted in UTF-16. */
const TEAMS_BYTES = 28 * 1024;
/** What Bot Framework's connectors take at all. */
const CONNECTOR_BYTES = 256 * 1024;
/** So long a text other channels show in one message, in UTF-16 code units; the rest is cut or refused. */
const longestTexts: ReadonlyMap<string, number> = new Map([
  ['telegram', 4096],
  ['facebook', 2000],
  ['groupme', 1000],
  ['line', 5000],
  ['slack', 12_000],
  ['sms', 1600],
]);
/** More messages of one line are a flood. */
const MOST_PARTS = 5;
/** No label is longer than this one. */
const LONGEST_LABEL = '(99/99) ';

/** Bytes of an activity as it is sent into a conversation, serialised, in UTF-16. */
function bytesOf(activity: Partial<Activity>, place: Partial<ConversationReference>): number {
  const { activityId: _, ...where } = place;
  return JSON.stringify(TurnContext.applyConversationReference({ ...activity }, where)).length * 2;
}

/** Whether a channel takes an activity in one piece. @param place where it is said: it counts as well */
export function fitsInto(place: Partial<ConversationReference>, activity: Partial<Activity>): boolean {
  const { channelId = '' } = place;
  if ((activity.text ?? '').length > (longestTexts.get(channelId) ?? Infinity)) return false;
  return bytesOf(activity, place) <= (channelId === TEAMS ? TEAMS_BYTES : CONNECTOR_BYTES);
}

/** Keeps a text as a file. @returns where it is read */
export type SaveText = (text: string) => Promise<string>;

/**
 * Makes messages of a text that may be too long for one: several then, numbered "(1/3)". What would be a flood of them
 * becomes its beginning, and a link to all of it.
 * @param make gives the message of a part of the text
 * @param saveText undefined: a flood stays one
 */
export async function messagesOf(
  text: string,
  place: Partial<ConversationReference>,
  make: (part: string) => Partial<Activity>,
  saveText: SaveText | undefined,
): Promise<Partial<Activity>[]> {
  const fitting = (part: string): boolean => fitsInto(place, make(part));
  if (fitting(text)) return [make(text)];
  const parts = splitText(text, (part) => fitting(`${LONGEST_LABEL}${part}`));
  if (parts.length <= MOST_PARTS || saveText === undefined)
    return parts.map((part, at) => make(`(${at + 1}/${parts.length}) ${part}`));
  const hint = `…\n\nThis is only the beginning of a very long message. Read all of it here: ${await saveText(text)}`;
  const [beginning = ''] = splitText(text, (part) => fitting(`${part}${hint}`));
  return [make(`${beginning.trimEnd()}${hint}`)];
}

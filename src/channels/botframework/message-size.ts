import type { Activity, ConversationReference } from '#bot-framework/activity.ts';
import { TurnContext } from '#bot-framework/turn.ts';
import { TEAMS } from '#channel-ids.ts';
import { beginningThatFits, splitText } from '#text/split-text.ts';

/** An older limit of Teams still applies: 28 KB, counted in UTF-16. */
const TEAMS_BYTES = 28 * 1024;
/** The limit of Bot Framework's connectors. */
const CONNECTOR_BYTES = 256 * 1024;
/** The longest text that other channels show in one message, in UTF-16 code units; they cut or refuse the rest. */
const longestTexts: ReadonlyMap<string, number> = new Map([
  ['telegram', 4096],
  ['facebook', 2000],
  ['groupme', 1000],
  ['line', 5000],
  ['slack', 12_000],
  ['sms', 1600],
]);
/** Splitting one text into more messages than this would flood the conversation. */
const MAX_PARTS = 5;
/** The longest label. */
const LONGEST_LABEL = '(99/99) ';

/** Bytes of an activity with its conversation reference, serialised, in UTF-16. */
function bytesOf(activity: Partial<Activity>, place: Partial<ConversationReference>): number {
  const { activityId: _, ...where } = place;
  return JSON.stringify(TurnContext.applyConversationReference({ ...activity }, where)).length * 2;
}

/**
 * Whether a channel accepts an activity as one message. @param place its conversation reference, which counts as well
 */
export function fitsInto(place: Partial<ConversationReference>, activity: Partial<Activity>): boolean {
  const { channelId = '' } = place;
  if ((activity.text ?? '').length > (longestTexts.get(channelId) ?? Infinity)) return false;
  return bytesOf(activity, place) <= (channelId === TEAMS ? TEAMS_BYTES : CONNECTOR_BYTES);
}

/** Stores a text as a file. @returns its URL */
export type SaveText = (text: string) => Promise<string>;

/**
 * Splits a text that may be too long for one message into messages numbered "(1/3)". A text that would flood the
 * conversation becomes its beginning and a link to the whole.
 * @param make builds the message of a chunk of the text
 * @param saveText undefined: sends all messages, however many
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
  if (parts.length <= MAX_PARTS || saveText === undefined)
    return parts.map((part, at) => make(`(${at + 1}/${parts.length}) ${part}`));
  const hint = `…\n\nThis is only the beginning of a very long message. Read all of it here: ${await saveText(text)}`;
  const beginning = beginningThatFits(text, (part) => fitting(`${part}${hint}`));
  return [make(`${beginning.trimEnd()}${hint}`)];
}

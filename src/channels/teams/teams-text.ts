import type { Activity } from '#bot-framework/activity.ts';
import { type Mention, mentionsIn } from './mentions.ts';
import { typedText } from './typed-text.ts';

/** A text without `length` characters from `at` on, and without the gap that they would leave. */
function without(text: string, at: number, length: number): string {
  const [before, after] = [text.slice(0, at), text.slice(at + length)];
  if (before === '') return after.trimStart();
  const isGap = /\s$/.test(before) && /^(?:\s|[.,;:!?)]|$)/.test(after);
  return `${isGap ? before.trimEnd() : before}${after}`;
}

/** @param stripsAll whether to strip the bot's mention everywhere, not only at the start */
function withoutMentions(text: string, mentions: readonly Mention[], stripsAll: boolean): string {
  let result = text;
  let from = 0;
  for (const { text: written, name, isBot } of mentions) {
    const at = written === '' ? -1 : result.indexOf(written, from);
    if (at === -1) continue;
    if (isBot && (stripsAll || result.slice(0, at).trim() === '')) {
      const rest = result.length - at - written.length;
      result = without(result, at, written.length);
      from = Math.max(0, result.length - rest);
    } else {
      result = result.slice(0, at) + name + result.slice(at + written.length);
      from = at + name.length;
    }
  }
  return result.trim();
}

/**
 * The text of a message in Teams, as it was typed. Strips the bot's own mention, which group chats and channels
 * require; other people's mentions stay as names. Teams' line ends and non-breaking spaces become plain ones.
 * @param options `stripsAll`: strip the bot's mention everywhere, for text that is forwarded
 */
export function teamsText(
  activity: Pick<Activity, 'text' | 'textFormat' | 'attachments' | 'entities' | 'recipient'>,
  { stripsAll = false }: { stripsAll?: boolean } = {},
): string {
  const text = typedText(activity).replaceAll(/\r\n?/g, '\n').replaceAll('\u00A0', ' ').trim();
  return withoutMentions(text, mentionsIn(activity), stripsAll);
}

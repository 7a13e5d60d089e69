import { z } from 'zod';
import type { Activity } from '#bot-framework/activity.ts';
import { htmlText, type HtmlElement } from '#text/html-text.ts';

const copySchema = z.looseObject({ contentType: z.literal('text/html'), content: z.string() });

/** The HTML copy of a message that Teams attaches to its text. */
export function htmlCopyOf({ attachments }: Pick<Activity, 'attachments'>): string | undefined {
  const given: readonly unknown[] = Array.isArray(attachments) ? attachments : [];
  return given.map((each) => copySchema.safeParse(each).data).find((copy) => copy !== undefined)?.content;
}

/** Mentions as they appear in the text, and emoji, which are pictures, as characters. */
function asInText({ name, attributes }: HtmlElement): readonly [string, string] | undefined {
  const { itemtype = '', alt = '' } = attributes;
  if (itemtype.endsWith('/Mention')) return ['<at>', '</at>'];
  if (name === 'img' && itemtype.endsWith('/Emoji')) return [alt, ''];
  return undefined;
}

const count = (text: string, mark: RegExp): number => text.match(mark)?.length ?? 0;
/** Copies with more tags are ignored: nobody types one, and parsing costs more with each level. */
const MAX_TAGS = 4000;
const isEscaped = /&(?:lt|gt|amp|quot|nbsp|#39);/;

/**
 * What somebody typed in Teams. A message's `text` is plain, but in some chats Teams mistakes text in angle brackets
 * for markup and drops it (`<eve@example.com>`), and in others it escapes it. The HTML copy then has the full text.
 */
export function typedText(activity: Pick<Activity, 'text' | 'textFormat' | 'attachments'>): string {
  const text = typeof activity.text === 'string' ? activity.text : '';
  const html = htmlCopyOf(activity);
  if (html !== undefined && count(html, /</g) <= MAX_TAGS) {
    const copy = htmlText(html, asInText);
    const hasMore = count(copy, /</g) > count(text, /</g) || (isEscaped.test(text) && !isEscaped.test(copy));
    return hasMore ? copy : text;
  }
  // Any format but `plain` may contain entities; without a copy, nothing else shows what was typed.
  return activity.textFormat !== 'plain' && isEscaped.test(text) ? unescaped(text) : text;
}

const characters: ReadonlyMap<string, string> = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
  ['&nbsp;', ' '],
  ['&amp;', '&'],
]);

const unescaped = (text: string): string =>
  text.replaceAll(new RegExp(isEscaped, 'g'), (entity) => characters.get(entity) ?? entity);

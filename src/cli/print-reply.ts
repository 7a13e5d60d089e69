import type { Activity } from '#bot-framework/activity.ts';

/** What a reply offers to choose, in order. */
export const choicesOf = (replies: readonly Partial<Activity>[]): { title: string; value: string }[] =>
  (replies.at(-1)?.suggestedActions?.actions ?? []).map(({ title, value }) => ({
    title,
    value: String(value),
  }));

/** Replies as they stand in a terminal: Markdown's bold and italics without their marks. */
export function printReplies(replies: readonly Partial<Activity>[]): void {
  for (const { text } of replies) {
    const plain = (text ?? '').replaceAll('**', '').replaceAll(/^_(.*)_$/gm, '$1');
    console.log(`\n${plain}`);
  }
}

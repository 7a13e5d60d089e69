import type { Activity } from '#bot-framework/activity.ts';
import type { Terminal } from './terminal.ts';

/** Returns the choices of the last reply, in order. */
export const choicesOf = (replies: readonly Partial<Activity>[]): { title: string; value: string }[] =>
  (replies.at(-1)?.suggestedActions?.actions ?? []).map(({ title, value }) => ({
    title,
    value: String(value),
  }));

/** Prints replies in the terminal, without the marks of Markdown's bold and italics. */
export function printReplies(replies: readonly Partial<Activity>[], terminal: Pick<Terminal, 'print'>): void {
  for (const { text } of replies) {
    const plain = (text ?? '').replaceAll('**', '').replaceAll(/^_(.*)_$/gm, '$1');
    terminal.print(`\n${plain}`);
  }
}

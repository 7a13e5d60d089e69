/** `npm run chat`: chats with the bot in the terminal; choices are numbered, and a number picks one. */
import { createInterface } from 'node:readline/promises';
import { openLocalConversation } from '#channels/local/local-channel.ts';
import { readEnvironment } from '#environment.ts';
import { readCommandLine } from './command-line.ts';
import { createLocalBot } from './local-bot.ts';
import { runCommand } from './run-command.ts';
import { choicesOf, printReplies } from './print-reply.ts';
import { thisProcess } from './terminal.ts';

await runCommand(async () => {
  if (readCommandLine('Usage: npm run chat', {}) === undefined) return;
  const { bot } = await createLocalBot(readEnvironment());
  const conversation = openLocalConversation(bot, { conversationId: 'terminal' });
  let replies = await conversation.join();

  // Opened last, because lines that arrive while nothing reads them would be lost.
  const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: '\n> ' });
  let isOpen = true;
  lines.once('close', () => {
    isOpen = false;
  });
  const show = (): void => {
    printReplies(replies, thisProcess);
    for (const [at, { title }] of choicesOf(replies).entries()) console.log(`  ${at + 1}) ${title}`);
    // Piped input may have ended while its last line is still being answered.
    if (isOpen) lines.prompt();
  };
  console.log('Type a message, or the number of a choice. Press Ctrl-D or type "exit" to leave.');
  show();
  for await (const line of lines) {
    if (line.trim().toLowerCase() === 'exit') break;
    const chosen = /^\d+$/.test(line.trim()) ? choicesOf(replies)[Number(line) - 1] : undefined;
    replies = await conversation.say(chosen?.value ?? line);
    show();
  }
  lines.close();
});

/**
 * `npm run ask -- "a question"`: sends one message and prints the reply; `--explain` shows how it was understood, and
 * `--locale es` asks as a customer whose client is set to a language.
 */
import { openLocalConversation } from '#channels/local/local-channel.ts';
import { type Explanation, explain } from '#understanding/explain.ts';
import { readCommandLine, refuseCommandLine } from './command-line.ts';
import { createLocalBot } from './local-bot.ts';
import { runCommand } from './run-command.ts';
import { choicesOf, printReplies } from './print-reply.ts';
import { type Terminal, thisProcess } from './terminal.ts';

const USAGE = 'Usage: npm run ask -- "is my esr900 patched?" [--explain] [--locale es]';
const OPTIONS = { explain: { type: 'boolean' }, locale: { type: 'string' } } as const;

function print(explanation: Explanation, terminal: Terminal): void {
  const { question, intent, certainty, rule, confidence, runnersUp, corrections } = explanation;
  const rows: [string, string][] = [
    ['question', question],
    ['intent', `${intent} (${certainty}, by ${rule})`],
    ['confidence', confidence.toFixed(3)],
    ['runners-up', runnersUp.map(({ intent: other, score }) => `${other} ${score.toFixed(3)}`).join(', ')],
    ['candidates', explanation.candidates.join(', ')],
    ['models', explanation.models.join('; ')],
    ['advisories', explanation.advisories.join(', ')],
    ['apps', explanation.apps.join(', ')],
    ['corrections', corrections.map(({ from, to }) => `${from} → ${to}`).join(', ')],
    ['boundary', explanation.boundary],
  ];
  terminal.print('');
  for (const [name, value] of rows) terminal.print(`  ${name.padEnd(12)} ${value === '' ? '–' : value}`);
}

/** Asks one question. */
export const runAsk = (terminal: Terminal): Promise<void> =>
  runCommand(async () => {
    const given = readCommandLine(USAGE, OPTIONS, 'any', terminal);
    if (given === undefined) return;
    const question = given.words.join(' ');
    if (question.trim() === '') {
      refuseCommandLine('The question is missing.', USAGE, terminal);
      return;
    }
    const { bot, understand } = await createLocalBot(terminal.environment(), undefined, terminal);
    const { locale } = given.values;
    const options = { conversationId: 'ask', ...(locale !== undefined && { locale }) };
    const replies = await openLocalConversation(bot, options).say(question);
    printReplies(replies, terminal);
    const choices = choicesOf(replies);
    if (choices.length > 0) terminal.print(`\n[${choices.map(({ title }) => title).join('] [')}]`);
    if (given.values.explain === true)
      for (const reading of understand(question).readings) print(explain(reading), terminal);
  }, terminal);

if (import.meta.main) await runAsk(thisProcess);

/** `npm run ask -- "a question"`: sends one message and prints the reply; `--explain` shows how it was understood. */
import { openLocalConversation } from '#channels/local/local-channel.ts';
import type { ModelMention } from '#understanding/models/mention.ts';
import type { Reading } from '#understanding/understanding.ts';
import { readEnvironment } from '#environment.ts';
import { readCommandLine, refuseCommandLine } from './command-line.ts';
import { createLocalBot } from './local-bot.ts';
import { runCommand } from './run-command.ts';
import { choicesOf, printReplies } from './print-reply.ts';

const USAGE = 'Usage: npm run ask -- "is my esr900 patched?" [--explain]';
const runnersUpShown = 4;

function describeModel(mention: ModelMention): string {
  switch (mention.kind) {
    case 'listed':
      return `${mention.model} ("${mention.written}", ${mention.how})`;
    case 'ambiguous':
      return `"${mention.written}": ${mention.options.join(' or ')}`;
    case 'unlisted':
      return `"${mention.written}": not listed${mention.near.length > 0 ? `, near ${mention.near.join(', ')}` : ''}`;
  }
}

function explain(reading: Reading): void {
  const rows: [string, string][] = [
    ['question', reading.utterance],
    ['intent', `${reading.intent} (${reading.certainty}, by ${reading.rule})`],
    ['confidence', reading.confidence.toFixed(3)],
    [
      'runners-up',
      reading.ranked
        .slice(1, 1 + runnersUpShown)
        .map(({ intent, score }) => `${intent} ${score.toFixed(3)}`)
        .join(', '),
    ],
    ['candidates', reading.candidates.join(', ')],
    ['models', reading.models.map(describeModel).join('; ')],
    ['advisories', reading.advisories.map(({ advisory, how }) => `${advisory} (${how})`).join(', ')],
    ['apps', reading.apps.join(', ')],
    ['corrections', reading.corrections.map(({ from, to }) => `${from} → ${to}`).join(', ')],
    ['boundary', reading.boundary === undefined ? '' : `${reading.boundary.kind} ${reading.boundary.name}`],
  ];
  console.log('');
  for (const [name, value] of rows) console.log(`  ${name.padEnd(12)} ${value === '' ? '–' : value}`);
}

await runCommand(async () => {
  const given = readCommandLine(USAGE, { explain: { type: 'boolean' } }, 'any');
  if (given === undefined) return;
  const question = given.words.join(' ');
  if (question.trim() === '') {
    refuseCommandLine('The question is missing.', USAGE);
    return;
  }
  const { bot, understand } = await createLocalBot(readEnvironment());
  const replies = await openLocalConversation(bot, { conversationId: 'ask' }).say(question);
  printReplies(replies);
  const choices = choicesOf(replies);
  if (choices.length > 0) console.log(`\n[${choices.map(({ title }) => title).join('] [')}]`);
  if (given.values.explain === true) for (const reading of understand(question).readings) explain(reading);
});

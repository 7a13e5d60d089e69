import { pino } from 'pino';
import { MemoryStorage } from '#bot-framework/state.ts';
import { openLocalConversation } from './channels/local/local-channel.ts';
import { type BotParts, createBot } from './bot/support-bot.ts';
import { createNoHandoff } from './handoff/no-handoff.ts';
import { isEnglish } from './understanding/classifier/english.ts';

/** Enough for the hot paths to be compiled; further rounds hardly make it faster. */
const rounds = 16;

/**
 * Runs whole conversations through a separate bot, so that the first customer is answered at full speed. Nothing is
 * stored, logged or handed to an agent.
 */
export async function warmUp({
  knowledge,
  understand,
  clock,
}: Pick<BotParts, 'knowledge' | 'understand' | 'clock'>): Promise<void> {
  // Otherwise the first customer with an unknown word would wait until the words of English are read.
  isEnglish('hello');
  const bot = createBot({
    knowledge,
    understand,
    handoff: createNoHandoff(),
    storage: new MemoryStorage(),
    clock,
    log: pino({ level: 'silent' }),
    reference: () => '',
  });
  const questions = [...knowledge.answers.values()].map(({ question }) => question);
  const [model = ''] = knowledge.models.keys();
  for (let round = 0; round < rounds; round += 1) {
    const conversation = openLocalConversation(bot, { conversationId: `warm-up-${round}` });
    await conversation.join();
    for (const line of [
      questions[round % questions.length] ?? '',
      `and the ${model}?`,
      'so what now, please',
    ]) {
      await conversation.say(line);
    }
  }
}

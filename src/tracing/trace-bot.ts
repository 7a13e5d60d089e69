import type { BotLogic } from '#bot/support-bot.ts';
import { conversationKey } from '#handoff/conversation-key.ts';
import type { Understand } from '#understanding/understand.ts';
import type { Tracer } from './tracer.ts';

/** The bot, with a span for each activity that it takes. */
export const traceBot =
  (bot: BotLogic, name: 'turn' | 'dialog', tracer: Tracer): BotLogic =>
  (context) => {
    const { activity } = context;
    const attributes = {
      'bot.channel.id': activity.channelId ?? '',
      'bot.conversation.id': conversationKey(activity),
      'bot.activity.id': activity.id ?? '',
      'bot.activity.type': activity.type ?? '',
    };
    return tracer.span({ name, attributes }, () => bot(context));
  };

/** The reader of messages, with a span for each: which intents were found, never the words. */
export const traceUnderstanding =
  (understand: Understand, tracer: Tracer): Understand =>
  (message, focus) =>
    tracer.span({ name: 'understanding', attributes: {} }, (span) => {
      const understood = understand(message, focus);
      const intents = understood.readings.map(({ intent }) => intent).join(' ');
      span.set({ 'bot.intents': intents, 'bot.readings': understood.readings.length });
      return understood;
    });

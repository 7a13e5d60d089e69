import type { BotLogic } from '#bot/support-bot.ts';
import { conversationKey } from '#handoff/conversation-key.ts';
import type { Understand } from '#understanding/understand.ts';
import type { Tracer } from './tracer.ts';

/** Wraps the bot in a span for each activity. */
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

/** Wraps the understanding of messages in a span, which names the intents, never the text. */
export const traceUnderstanding =
  (understand: Understand, tracer: Tracer): Understand =>
  (message, focus) =>
    tracer.span({ name: 'understanding', attributes: {} }, (span) => {
      const understood = understand(message, focus);
      const intents = understood.readings.map(({ intent }) => intent).join(' ');
      span.set({ 'bot.intents': intents, 'bot.readings': understood.readings.length });
      return understood;
    });

import { ActivityTypes } from '#bot-framework/activity.ts';
import type { Understand } from '#understanding/understand.ts';
import { onceStored } from './once-stored.ts';
import type { BotLogic } from './support-bot.ts';
import { repliesOf, type TurnOutcome } from './turn-outcome.ts';

/** Measures the bot's work. It is called in every turn, so it must cost next to nothing. */
export interface TurnMeter {
  turn(channelId: string, outcome: TurnOutcome, seconds: number): void;
  understanding(seconds: number): void;
}

const secondsSince = (began: number): number => (performance.now() - began) / 1000;

/** Wraps the bot so that each stored turn over a customer's message is counted and timed. */
export const measureTurns =
  (bot: BotLogic, meter: TurnMeter): BotLogic =>
  async (context) => {
    const { type, channelId } = context.activity;
    if (type !== ActivityTypes.Message) return bot(context);
    const began = performance.now();
    await bot(context);
    const [{ outcome }, seconds] = [repliesOf(context), secondsSince(began)];
    onceStored(context, () => meter.turn(channelId, outcome, seconds));
  };

/** Wraps the understanding of messages so that it is timed. */
export const measureUnderstanding =
  (understand: Understand, meter: TurnMeter): Understand =>
  (message, focus) => {
    const began = performance.now();
    const understood = understand(message, focus);
    meter.understanding(secondsSince(began));
    return understood;
  };

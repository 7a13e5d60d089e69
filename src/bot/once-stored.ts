import type { TurnContext } from '#bot-framework/turn.ts';

/**
 * The key in `context.turnState` for a list of things to do once the turn is stored. A channel that may run a turn and
 * then discard it puts a list there, and works through it after the commit.
 */
export const ONCE_STORED = Symbol('once the turn is stored');

/** An effect of a turn that must happen only if the turn is stored: a count, a line in the log. It never throws. */
export type Effect = () => void;

/** Does something once the turn is stored; immediately on channels whose turns are never discarded. */
export function onceStored(context: TurnContext, effect: Effect): void {
  const effects = context.turnState.get<Effect[] | undefined>(ONCE_STORED);
  if (effects === undefined) effect();
  else effects.push(effect);
}

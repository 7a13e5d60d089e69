import { MemoryStorage } from '#bot-framework/state.ts';
import { type BotLogic, createBot } from '#bot/support-bot.ts';
import type { Handoff, HandoffOutcome } from '#handoff/handoff.ts';
import { type OpeningHours, parseOpeningHours } from '#handoff/opening-hours.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import { createLog } from '#log.ts';
import type { Understand } from '#understanding/understand.ts';
import { demoOpeningHours } from './calendar.ts';
import type { Chance } from './chance.ts';

/** Where the conversations of the demonstration take place: the bot itself, with a clock that we control. */
export interface Stage {
  bot: BotLogic;
  chance: Chance;
  hours: OpeningHours;
  now(): Date;
  /** Sets the time. @param at milliseconds */
  begins(at: number): void;
  /** Lets time pass. */
  passes(ms: number): void;
  /** A reference as customers quote it. */
  reference(): string;
}

const alphabet = 'ABCDEFGHJKLMNPQRTUVWXY346789'.split('');

/** Sets the stage. */
export function createStage(
  { knowledge, understand }: { knowledge: Knowledge; understand: Understand },
  chance: Chance,
): Stage {
  let time = 0;
  const now = (): Date => new Date(time);
  const letters = (): string => Array.from({ length: 4 }, () => chance.oneOf(alphabet)).join('');
  const reference = (): string => `${letters()}-${letters()}`;
  const hours = parseOpeningHours(demoOpeningHours, 'UTC');
  const bot = createBot({
    knowledge,
    understand: remembering(understand),
    handoff: handoffAt(hours, { now, reference }),
    storage: new MemoryStorage(),
    clock: now,
    log: createLog('silent'),
    reference,
  });
  return {
    bot,
    chance,
    hours,
    now,
    begins: (at) => void (time = at),
    passes: (ms) => void (time += Math.round(ms)),
    reference,
  };
}

/** Many customers of the demonstration use the same words: each text is read once, unless its context matters. */
function remembering(understand: Understand): Understand {
  const known = new Map<string, ReturnType<Understand>>();
  return (message, focus) => {
    if (focus !== undefined) return understand(message, focus);
    const read = known.get(message) ?? understand(message);
    known.set(message, read);
    return structuredClone(read);
  };
}

/** Handles requests for a person: agents are available during the opening hours. What they do is added afterwards. */
function handoffAt(hours: OpeningHours, { now, reference }: Pick<Stage, 'now' | 'reference'>): Handoff {
  const outcome = (): HandoffOutcome => {
    if (hours.isOpen(now())) return { kind: 'waiting', reference: reference(), position: 1 };
    const opensAt = hours.nextOpening(now());
    return { kind: 'nobody', takesTickets: false, ...(opensAt === undefined ? {} : { opensAt }) };
  };
  return {
    ticketReplies: 'none',
    request: () => Promise.resolve(outcome()),
    openTicket: () => Promise.reject(new Error('No messages are accepted here.')),
    state: () => Promise.resolve({ state: 'none' }),
    leave: () => Promise.resolve({ kind: 'nothing' }),
    rate: () => Promise.resolve(false),
  };
}

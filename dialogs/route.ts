import type { Knowledge } from '../src/knowledge/knowledge.ts';
import { isReaction, socialIntents } from '../src/understanding/intents.ts';
import type { Reading } from '../src/understanding/understanding.ts';
import { AppFaqDialog } from './app-faq.ts';
import { ClarifyDialog } from './clarify.ts';
import { EscalateDialog } from './escalate.ts';
import { GuestNetworkDialog } from './guest-network.ts';
import { KrackDialog } from './krack.ts';
import { PatchStatusDialog } from './patch-status.ts';
import { ReactionDialog } from './reaction.ts';
import { SmallTalkDialog } from './small-talk.ts';

/** The dialog that takes a reading, with what it begins with. */
export interface Route {
  dialogId: string;
  options: object;
  /** Whether it may ask something back: such questions come after the plain answers of the same message. */
  mayAsk: boolean;
}

/** Finds the dialog for a reading; undefined where none of them has an answer. */
export function routeOf(knowledge: Knowledge, reading: Reading): Route | undefined {
  const { intent, certainty } = reading;
  if (certainty === 'unknown') return undefined;
  if (certainty === 'close') return { dialogId: ClarifyDialog.id, options: { reading }, mayAsk: true };
  if (intent === 'human') return { dialogId: EscalateDialog.id, options: { reason: 'asked' }, mayAsk: false };
  if (intent === 'patch.status' || intent === 'patch.list') {
    const isClear = reading.models.length > 0 && reading.models.every(({ kind }) => kind !== 'ambiguous');
    return {
      dialogId: PatchStatusDialog.id,
      options: PatchStatusDialog.optionsFor(reading),
      mayAsk: intent === 'patch.status' && !isClear,
    };
  }
  if (isReaction(intent))
    return { dialogId: ReactionDialog.id, options: { reaction: intent }, mayAsk: false };
  if (socialIntents.has(intent)) {
    return { dialogId: SmallTalkDialog.id, options: { replyId: intent }, mayAsk: false };
  }
  switch (knowledge.answers.get(intent)?.dialog) {
    case 'krack':
      return { dialogId: KrackDialog.id, options: { answerId: intent, reading }, mayAsk: false };
    case 'app-faq':
      return { dialogId: AppFaqDialog.id, options: { answerId: intent, reading }, mayAsk: false };
    case 'guest-network':
      return {
        dialogId: GuestNetworkDialog.id,
        options: GuestNetworkDialog.optionsFor(intent, reading),
        mayAsk: true,
      };
    case undefined:
      return undefined;
  }
}

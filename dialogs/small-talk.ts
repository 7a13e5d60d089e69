import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import type { Outcome } from './outcome.ts';
import type { Choice } from './reply.ts';
import type { DialogServices } from './services.ts';
import { choicesFor, humanChoice } from './titles.ts';

/** Which reply of knowledge/small-talk.yaml. */
export interface SmallTalkOptions {
  replyId: string;
}

const introduces = new Set(['greeting', 'help', 'bot']);

/** The first choices of a conversation: a question of each kind, and a person. */
export const topicChoices = (services: DialogServices): Choice[] => [
  ...choicesFor(services.knowledge, services.knowledge.topics),
  humanChoice,
];

/** Greeting, thanks, goodbye, help, "are you a robot?": a written reply, and the topics where it introduces the bot. */
export class SmallTalkDialog extends Dialog<SmallTalkOptions> {
  static readonly id = 'small-talk';
  private readonly services: DialogServices;

  constructor(services: DialogServices) {
    super(SmallTalkDialog.id);
    this.services = services;
  }

  override async beginDialog(dc: DialogContext, { replyId }: SmallTalkOptions): Promise<DialogTurnResult> {
    const reply = this.services.knowledge.smallTalk.get(replyId);
    if (reply === undefined) throw new Error(`No small talk has the id ${replyId}.`);
    const choices = introduces.has(replyId) ? topicChoices(this.services) : [];
    await this.services.say(dc.context, { kind: 'small-talk', text: reply.say, choices, answerId: replyId });
    const outcome: Outcome = { kind: 'done', answered: false };
    return dc.endDialog(outcome);
  }
}

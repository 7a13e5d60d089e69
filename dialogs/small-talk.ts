import type { DialogContext, DialogTurnResult } from './dialog.ts';
import type { Choice } from './reply.ts';
import { ServiceDialog } from './service-dialog.ts';
import type { DialogServices } from './services.ts';
import { choicesFor, humanChoice } from './titles.ts';

/** The id of a reply in knowledge/small-talk.yaml. */
export interface SmallTalkOptions {
  replyId: string;
}

/** The replies with which the bot introduces itself, and after which it offers its topics. */
export const introduces: ReadonlySet<string> = new Set(['greeting', 'help', 'bot']);

/** The first choices of a conversation: one question of each kind, and a person. */
export const topicChoices = (services: DialogServices): Choice[] => [
  ...choicesFor(services.knowledge, services.knowledge.firstQuestions),
  humanChoice,
];

/**
 * Replies to greetings, thanks, goodbyes, help and "are you a robot?". Adds the topics when the bot introduces itself.
 */
export class SmallTalkDialog extends ServiceDialog<SmallTalkOptions> {
  static readonly id = 'small-talk';

  constructor(services: DialogServices) {
    super(SmallTalkDialog.id, services);
  }

  override async beginDialog(dc: DialogContext, { replyId }: SmallTalkOptions): Promise<DialogTurnResult> {
    const reply = this.services.knowledge.smallTalk.get(replyId);
    if (reply === undefined) throw new Error(`No small talk has the id ${replyId}.`);
    const choices = introduces.has(replyId) ? topicChoices(this.services) : [];
    await this.services.say(dc.context, { kind: 'small-talk', text: reply.text, choices, answerId: replyId });
    return this.end(dc, { kind: 'done', answered: false });
  }
}

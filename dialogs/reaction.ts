import type { DialogContext, DialogTurnResult } from './dialog.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import type { ReactionIntent } from '#knowledge/intents.ts';
import { freshFocus } from './conversation.ts';
import { asStatement, type LastAnswer, lastAnswer } from './last-answer.ts';
import { namesOf } from './advisory-names.ts';
import { statusesToExplain } from './patch-list-text.ts';
import { offerPerson } from './offer-person.ts';
import type { Reply } from './reply.ts';
import { ServiceDialog } from './service-dialog.ts';
import type { DialogServices } from './services.ts';
import { topicChoices } from './small-talk.ts';
import { heldBackText } from './rest-of-answer.ts';
import { choicesFor, helpChoice, humanChoice } from './titles.ts';
import { type Turn, turnOf } from './turn.ts';

/** How the customer reacts. */
export interface ReactionOptions {
  reaction: ReactionIntent;
}

/** The reply to a reaction. `offersPerson`: the offer of a person and its choices are added to it. */
type ReactionReply = Pick<Reply, 'text' | 'choices'> & { offersPerson?: boolean };

const ways = [humanChoice, helpChoice];

/** Reactions to what the bot just said. After "I don't know", an earlier answer is not what they are about. */
const ofLastWords: ReadonlySet<ReactionIntent> = new Set([
  'why',
  'how',
  'are-you-sure',
  'disagree',
  'say-again',
  'more',
] as const);
const nothingOnIt: ReactionReply = {
  text: `I have nothing on that in what EnGenius published, so I can't say more about it.`,
  offersPerson: true,
};

/**
 * What a good agent would reply to "why?", "are you sure?", "too long", "still the same": each is about the previous
 * answer and is not a separate question.
 */
export class ReactionDialog extends ServiceDialog<ReactionOptions> {
  static readonly id = 'reaction';

  constructor(services: DialogServices) {
    super(ReactionDialog.id, services);
  }

  override async beginDialog(dc: DialogContext, { reaction }: ReactionOptions): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    const { knowledge } = this.services;
    const last = lastAnswer(knowledge, freshFocus(turn.data, turn.now));
    const rest = reaction === 'more' ? heldBackText(knowledge, turn) : undefined;
    const wasMissed = turn.data.missed === turn.data.turns - 1 && ofLastWords.has(reaction);
    const reply: ReactionReply = rest ?? (wasMissed ? nothingOnIt : this.replyTo(reaction, last, turn));
    const offered = reply.offersPerson === true ? offerPerson(turn.data, turn.isWaiting) : undefined;
    await this.services.say(dc.context, {
      kind: 'small-talk',
      text: offered === undefined ? reply.text : `${reply.text} ${offered.offer}`,
      choices: offered?.choices ?? reply.choices ?? [],
    });
    return this.end(dc, { kind: 'done', answered: false });
  }

  private replyTo(reaction: ReactionIntent, last: LastAnswer | undefined, turn: Turn): ReactionReply {
    switch (reaction) {
      case 'acknowledge':
        return { text: 'All right. Just ask if there is anything else.' };
      case 'hold-on':
        return { text: "Take your time. I'm here when you need me." };
      case 'one-more':
        return { text: 'Of course, go ahead. What is it?' };
      case 'still-failing':
        return last === undefined ? this.whatFails() : stillFailing(turn);
      case 'in-short':
        // "So what does that mean?"
        if (last?.statuses !== undefined && /\bmean/i.test(turn.utterance))
          return { text: meaningsOf(this.services.knowledge, turn.utterance, last) };
        return last === undefined ? this.aboutWhat() : replyAbout(this.services, reaction, last);
      case 'status-meaning':
        return asksOfStatus(this.services.knowledge, turn.utterance, last)
          ? { text: meaningsOf(this.services.knowledge, turn.utterance, last) }
          : replyAbout(this.services, 'say-again', last!);
      default:
        return last === undefined ? this.aboutWhat() : replyAbout(this.services, reaction, last);
    }
  }

  /** The customer has not tried any advice yet, so the bot asks what the problem is. */
  private whatFails(): ReactionReply {
    return {
      text: 'What is not working: one of the apps, a camera, or the web page of your router? Tell me what you see.',
      choices: [
        ...choicesFor(this.services.knowledge, ['cloud.app-cannot-connect', 'router.login-error']),
        humanChoice,
      ],
    };
  }

  private aboutWhat(): ReactionReply {
    return {
      text: `What is it about? I can tell you about ${this.services.knowledge.scope}.`,
      choices: topicChoices(this.services),
    };
  }
}

/** What to say about the previous answer. */
function replyAbout(
  { knowledge }: DialogServices,
  reaction: ReactionIntent,
  last: LastAnswer,
): ReactionReply {
  const { brief, short, detail, rest, source, grounds, subject } = last;
  const isStatus = last.intent === 'patch.status';
  switch (reaction) {
    case 'why':
      if (isStatus)
        return {
          text: `${brief} That is how it stands in ${source}. The list gives no reasons, so I can't tell you why.`,
        };
      return { text: detail ?? `The reason isn't given in ${source}. All it says is: ${asStatement(short)}` };
    case 'how':
      if (isStatus)
        return {
          text: `I don't know where or how to do that. All I have for ${subject} is its ${namesOf(last.advisories)} patch status: ${brief} For more, a person can help.`,
          choices: ways,
        };
      return {
        text:
          rest ??
          `I don't know any more about it than this: ${asStatement(short)} For more, a person can help.`,
        choices: ways,
      };
    case 'are-you-sure':
      return {
        text: [`Yes. ${asStatement(brief)}`, `That is from ${source}; I know of nothing newer.`, grounds]
          .filter(Boolean)
          .join(' '),
        choices: ways,
      };
    case 'disagree':
      return {
        text: [
          `I can only go by what EnGenius published. ${asStatement(brief)} That is from ${source}.`,
          grounds,
          `If it looks different on your side, a person can check it.`,
        ]
          .filter(Boolean)
          .join(' '),
        offersPerson: true,
      };
    case 'in-short':
      return { text: `In short: ${brief}` };
    case 'say-again':
      return { text: `Once more: ${short}` };
    case 'more':
      return { text: detail ?? `That is all I know about ${subject}: ${asStatement(short)}`, choices: ways };
    case 'partly':
      return {
        text: 'What is still missing? Tell me, or let a person have a look.',
        choices: [...choicesFor(knowledge, knowledge.answers.get(last.intent)?.followUps ?? []), humanChoice],
      };
    default:
      return {
        text: `What I know about it is this: ${asStatement(short)} If that is no help, a person can take it from here.`,
        offersPerson: true,
      };
  }
}

const sorry = [
  "I'm sorry that didn't help. I don't know another way to fix it, but a person may.",
  "That's a pity. I have nothing else to suggest, but a person may.",
];

/** An apology and another way forward, never worded the same twice in a row. */
function stillFailing({ data }: Turn): ReactionReply {
  data.apologies = (data.apologies ?? 0) + 1;
  return { text: sorry[(data.apologies - 1) % sorry.length]!, offersPerson: true };
}

/** Whether "what does that mean" is about a patch status, and not about another answer. */
const asksOfStatus = (knowledge: Knowledge, utterance: string, last: LastAnswer | undefined): boolean =>
  last === undefined ||
  last.advisories.length > 0 ||
  /\bstatus\w*\b/i.test(utterance) ||
  [...knowledge.advisories.values()].some((advisory) => statusesToExplain(advisory, utterance).length > 0);

/** What the status in question means, or all of them. */
function meaningsOf(knowledge: Knowledge, utterance: string, last: LastAnswer | undefined): string {
  const advisories = last?.advisories.length ? last.advisories : [...knowledge.advisories.values()];
  const meant = advisories.flatMap((advisory) => {
    const asked = statusesToExplain(advisory, utterance);
    const covered = advisory.patch.statuses.filter(({ name }) => last?.statuses?.includes(name));
    return asked.length > 0 ? asked : covered.length > 0 ? covered : advisory.patch.statuses;
  });
  return [...new Set(meant.map(({ name, meaning }) => `**${name}**: ${meaning}`))].join('\n\n');
}

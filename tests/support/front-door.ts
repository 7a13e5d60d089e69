import type { Activity } from '#bot-framework/activity.ts';
import { MemoryStorage, type Storage } from '#bot-framework/state.ts';
import { type BotLogic, createBot } from '#bot/support-bot.ts';
import { openLocalConversation } from '#channels/local/local-channel.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import { type Assets, loadAssets } from './assets.ts';
import { createRecordingHandoff, type RecordingHandoff } from './recording-handoff.ts';
import { createRecordingLog, type RecordingLog } from './recording-log.ts';
import { readReplies, type Replies } from './replies.ts';
import { createTestClock, type TestClock } from './test-clock.ts';

/** A customer who talks to the bot, in one conversation. */
interface Customer {
  says(text: string): Promise<Replies>;
  /** Sends several messages, and returns the replies to the last one. */
  saysInTurn(...texts: [string, ...string[]]): Promise<Replies>;
  /** Clicks a choice of the last replies, by its label. */
  presses(label: string): Promise<Replies>;
  /** Delivers any activity, for tests of anything but plain messages. */
  sends(activity: Partial<Activity>): Promise<Replies>;
  joins(): Promise<Replies>;
}

/** The bot, with everything around it that a test can change or inspect. */
export interface FrontDoor {
  customer(options?: { channelId?: string }): Customer;
  bot: BotLogic;
  knowledge: Knowledge;
  clock: TestClock;
  handoff: RecordingHandoff;
  record: RecordingLog;
}

/** Opens the real bot on the shipped content or other `assets`, with the test's own clock, hand-off, log and state. */
export async function openFrontDoor({
  storage,
  assets,
}: { storage?: Storage; assets?: Pick<Assets, 'knowledge' | 'understand'> } = {}): Promise<FrontDoor> {
  const { knowledge, understand } = assets ?? (await loadAssets());
  const clock = createTestClock();
  const handoff = createRecordingHandoff();
  const record = createRecordingLog();
  let references = 0;
  const bot = createBot({
    knowledge,
    understand,
    handoff,
    storage: storage ?? new MemoryStorage(),
    clock: clock.now,
    log: record.log,
    reference: () => `REF-${(references += 1)}`,
  });

  let conversations = 0;
  const customer = (options: { channelId?: string } = {}): Customer => {
    conversations += 1;
    const conversation = openLocalConversation(bot, {
      conversationId: `conversation-${conversations}`,
      ...options,
    });
    let last: Replies | undefined;
    const keep = (activities: Partial<Activity>[]): Replies => (last = readReplies(activities));
    const says = async (text: string): Promise<Replies> => keep(await conversation.say(text));
    return {
      says,
      async saysInTurn(first, ...others) {
        let replies = await says(first);
        for (const text of others) replies = await says(text);
        return replies;
      },
      async presses(label) {
        if (last === undefined) throw new Error('Nothing was said yet.');
        return says(last.saysOf(label));
      },
      sends: async (activity) => keep(await conversation.send(activity)),
      joins: async () => keep(await conversation.join()),
    };
  };
  return { customer, bot, knowledge, clock, handoff, record };
}

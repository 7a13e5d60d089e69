import type { Knowledge } from '#knowledge/knowledge.ts';
import { storePastConversations, type PastConversation } from '#store/past-conversations.ts';
import type { Store } from '#store/store.ts';
import type { Understand } from '#understanding/understand.ts';
import { playChat, type Share } from './agent-chat.ts';
import { createChance } from './chance.ts';
import { demoAgents } from './people.ts';
import { type DemoSize, type PlannedConversation, planConversations } from './plan.ts';
import { openPlay, type Play } from './play.ts';
import { createStage, type Stage } from './stage.ts';
import { readWordings } from './wordings.ts';

const SEED = 20_171_016;
/** Conversations per transaction. */
const BATCH = 200;

export interface DemoParts {
  store: Store;
  knowledge: Knowledge;
  understand: Understand;
  size: DemoSize;
  /** Called now and then with the number of conversations done. */
  onProgress?: (done: number, total: number) => void;
}

/**
 * Fills an empty store with conversations that the bot itself has, at earlier times, with customers who never existed.
 * The same seed, size and knowledge produce the same conversations.
 * @returns what was planted
 */
export async function makeDemo({
  store,
  knowledge,
  understand,
  size,
  onProgress,
}: DemoParts): Promise<PlannedConversation[]> {
  const chance = createChance(SEED);
  const stage = createStage({ knowledge, understand }, chance);
  const agents = await addAgents(store, new Date(size.until - size.days * 86_400_000));
  const plans = planConversations(size, readWordings(knowledge, understand), chance);
  let batch: PastConversation[] = [];
  for (const [at, plan] of plans.entries()) {
    batch.push(await takePlace(stage, plan, { name: `demo-${String(at + 1).padStart(5, '0')}`, agents }));
    if (batch.length < BATCH && at < plans.length - 1) continue;
    await storePastConversations(store.engine, batch);
    batch = [];
    onProgress?.(at + 1, plans.length);
  }
  await store.insightCounts.update();
  return plans;
}

/** Adds agents without a password, so that nobody can sign in as them. */
async function addAgents({ agents }: Store, since: Date): Promise<Share[]> {
  const shares: Share[] = [];
  for (const { name, share } of demoAgents) {
    const email = `${name.toLowerCase().replace(' ', '.')}@example.com`;
    const agent = await agents.add({ name, email, role: 'agent', passwordHash: '' }, since);
    if (agent !== undefined) shares.push([{ id: agent.id, name }, share]);
  }
  return shares;
}

/** Plays one conversation from the greeting to its end. */
async function takePlace(
  stage: Stage,
  plan: PlannedConversation,
  { name, agents }: { name: string; agents: readonly Share[] },
): Promise<PastConversation> {
  stage.begins(plan.at);
  const play = await openPlay(stage, plan, name);
  for (const question of plan.questions) {
    stage.passes(stage.chance.around(25_000));
    await asks(play, question, plan);
  }
  stage.passes(stage.chance.around(20_000));
  const chat = await ends(stage, plan, { play, agents });
  return {
    id: play.id,
    userId: plan.customer.id,
    userName: plan.customer.name,
    locale: plan.locale,
    activities: play.activities,
    facts: play.facts,
    thumbs: play.thumbs,
    chat,
  };
}

/** Asks a question, and makes choices as long as a guided answer needs to know more. */
async function asks(play: Play, question: string, { behaviour }: PlannedConversation): Promise<void> {
  const replies = await play.says(question);
  const last = replies.at(-1);
  const kind = (last?.channelData as { reply?: { kind?: string } } | undefined)?.reply?.kind;
  const [first] = last?.suggestedActions?.actions ?? [];
  if (kind === 'question' && behaviour !== 'ignores' && first !== undefined)
    await play.says(String(first.value));
}

async function ends(
  stage: Stage,
  plan: PlannedConversation,
  { play, agents }: { play: Play; agents: readonly Share[] },
): Promise<PastConversation['chat']> {
  switch (plan.behaviour) {
    case 'thumb-up':
    case 'thumb-down':
      await play.rates(plan.behaviour === 'thumb-up');
      return undefined;
    case 'thanks':
      await play.says(stage.chance.oneOf(['thanks, that helped', 'thank you!', 'great, thanks']));
      return undefined;
    case 'complains':
      await play.says(stage.chance.oneOf(['that did not help', 'no, that did not help me']));
      return undefined;
    case 'person':
      return playChat(stage, plan, { play, replies: await play.says('Talk to a person'), agents });
    case 'leaves':
    case 'ignores':
      return undefined;
  }
}

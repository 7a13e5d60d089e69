import { openServer } from '#tests/desk/open-server.ts';
import { openTeamsRoom } from '#tests/support/teams-room.ts';

/** The server, its web desk, and Teams with a support channel that Sue, a supervisor, has registered. */
export async function open(environment: Record<string, string> = {}) {
  const server = await openServer(environment);
  const room = await openTeamsRoom(`${server.url}/api/messages`);
  /** A desk account, linked to a Teams user of the same name. */
  const linkedAgent = async (name: string, role: 'agent' | 'supervisor' = 'agent') => {
    const web = await server.agent(name, role);
    await web.post('/presence', { availability: 'away' });
    const { code } = (await web.post('/teams/code')).json() as { code: string };
    const user = room.user(name);
    await user.alone(`/link ${code}`);
    await room.until(`linked to ${name}`, user.aloneId);
    return { web, user, code };
  };
  const sue = await linkedAgent('Sue', 'supervisor');
  await sue.user.inChannel('/desk on');
  await room.until('posted to this channel from now on');
  return { server, room, linkedAgent, sue };
}

/** A customer's request with its card, taken by an agent in Teams. */
export async function openChat(environment: Record<string, string> = {}) {
  const opened = await open(environment);
  const { server, room, linkedAgent } = opened;
  const dana = await linkedAgent('Dana');
  const customer = await server.waitingCustomer();
  const card = await room.until(customer.reference, room.channelId);
  const answer = await dana.user.presses(card, 'Take this chat');
  await customer.sees('You are talking to **Dana** now');
  return { ...opened, dana, customer, card, answer, thread: `${room.channelId};messageid=${card.id}` };
}

/** A customer in a private chat in Teams, whose agent is at the web desk. */
export async function openTeamsCustomer(environment: Record<string, string> = {}) {
  const server = await openServer(environment);
  const room = await openTeamsRoom(`${server.url}/api/messages`);
  const dana = await server.agent('Dana');
  const sam = room.user('Sam');
  await sam.alone('I want to talk to a human');
  const [waiting] = await dana.queue(1);
  const reference = String(waiting?.reference);
  await dana.post(`/chats/${reference}/claim`);
  await room.until('You are talking to', sam.aloneId);
  const desk = dana.listens(reference);
  return { server, room, dana, sam, reference, desk };
}

/** A customer in Teams whose agent is in Teams too. */
export async function openTeamsBothWays(environment: Record<string, string> = {}) {
  const opened = await open(environment);
  const { room, linkedAgent } = opened;
  const kim = await linkedAgent('Kim');
  const sam = room.user('Sam');
  await sam.alone('I want to talk to a human');
  const card = await room.until('Sam asks for a person', room.channelId);
  await kim.user.presses(card, 'Take this chat');
  await room.until('You are talking to', sam.aloneId);
  return { ...opened, kim, sam, card, thread: `${room.channelId};messageid=${card.id}` };
}

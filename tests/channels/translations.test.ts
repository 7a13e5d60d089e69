import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Activity } from '#bot-framework/activity.ts';
import { messageActivity } from '#tests/support/activities.ts';
import { post } from '#tests/support/http.ts';
import { startApp } from '#tests/support/running-app.ts';
import { cameraLimit, loadTranslated } from '#tests/support/translated-knowledge.ts';
import { call, SECRET } from './directline/harness.ts';

const QUESTION = 'How many cameras can I add to EnViewer and watch at once?';

let running: Awaited<ReturnType<typeof startApp>>;
beforeAll(async () => {
  const content = await loadTranslated({ answers: { 'enviewer.camera-limit': { es: cameraLimit } } });
  running = await startApp({ DIRECT_LINE_SECRET: SECRET }, { content });
});
afterAll(() => running.app.stop());

/** What a customer gets for a question in the widget. @param locale the widget's language */
async function askedInWidget(locale: string): Promise<string> {
  const { url } = running;
  const body = { user: { id: 'dl_me' }, locale };
  const { body: started } = await call(url, 'POST', '/conversations', { token: SECRET, body });
  const { conversationId, token } = started as { conversationId: string; token: string };
  const path = `/conversations/${conversationId}/activities`;
  const asked = { type: 'message', text: QUESTION, from: { id: 'dl_me' }, locale };
  await call(url, 'POST', path, { token, body: asked });
  const { body: read } = await call(url, 'GET', path, { token });
  const { activities } = read as { activities: Activity[] };
  return activities.map(({ text }) => text).join('\n');
}

/** The cards that a person in Teams gets for a question. */
async function cardsInTeams(locale: string): Promise<string> {
  const { messages } = running;
  const answer = await post(messages, messageActivity(QUESTION, { channelId: 'msteams', locale }));
  const { activities } = answer.json() as { activities: Partial<Activity>[] };
  return JSON.stringify(activities.map(({ attachments }) => attachments));
}

describe('an answer that is translated', () => {
  it('is sent to a customer whose widget is set to that language', async () => {
    expect(await askedInWidget('es-MX')).toContain(cameraLimit.short);
    expect(await askedInWidget('fr')).toContain('view at most 4');
  });

  it('is on the card for a person whose Teams is set to that language', async () => {
    expect(await cardsInTeams('es-ES')).toContain(cameraLimit.short);
    expect(await cardsInTeams('fr-FR')).toContain('view at most 4');
  });
});

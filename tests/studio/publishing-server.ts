import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, inject, onTestFinished } from 'vitest';
import { stringify } from 'yaml';
import type { AppParts } from '#app-parts.ts';
import type { Activity } from '#bot-framework/activity.ts';
import type {
  StudioHistory,
  StudioRun,
  StudioSchedule,
  StudioVerdict,
} from '#desk/studio/publishing/wire.ts';
import type { StudioEntry, StudioKey } from '#desk/studio/wire.ts';
import type { StoreConfig } from '#store/open-engine.ts';
import type { Role } from '#store/roles.ts';
import type { Store } from '#store/store.ts';
import { withStore } from '#cli/with-store.ts';
import { loadKnowledge } from '#knowledge/load.ts';
import { loadClassifier } from '#training/load-classifier.ts';
import { SECRET } from '../channels/directline/harness.ts';
import { smallContent } from '../knowledge/small-knowledge.ts';
import { TestClock } from '../store/engines.ts';
import { messageActivity } from '../support/activities.ts';
import { post, send } from '../support/http.ts';
import { password, passwordHash } from '../support/password.ts';
import { buildApp, looksOften } from '../support/running-app.ts';
import { silent } from '../support/silent.ts';

export const BATTERY: StudioKey = { document: 'answers/torch.yaml', kind: 'answer', id: 'torch.battery' };
export const PHRASES: StudioKey = { document: 'phrases/all.yaml', kind: 'phrases', id: 'torch.battery' };
export const LANTERN: StudioKey = { document: 'vocabulary.yaml', kind: 'device', id: 'Lantern' };
export const QUESTION = 'How long does the torch shine?';
export const EXPECTED = 'how long does my torch shine please';
export const SHIPPED = 'Ten hours.';
export const CHANGED = 'Eleven hours.';

/** A small knowledge with one expected answer, with which every server in these tests starts. */
async function knowledgeFolder(): Promise<string> {
  const folder = await mkdtemp(join(inject('runFolder'), 'small-'));
  const content = smallContent();
  content['phrases/all.yaml']['torch.battery']?.push(
    'how long does a torch shine',
    'how long will my torch shine',
    'for how long does the torch shine',
    'does my torch shine long',
    'please say how long torches shine',
  );
  content['vocabulary.yaml'].otherDevices.push({ name: 'Lantern', aliases: [], description: 'a lantern' });
  const files: Record<string, unknown> = {
    ...content,
    'expected/torch.yaml': {
      questions: [{ id: 'battery', ask: EXPECTED, expect: { answer: 'torch.battery', says: ['hours'] } }],
    },
  };
  for (const [path, file] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), stringify(file));
  }
  return folder;
}
const knowledgeDir = await knowledgeFolder();

/** Its classifier, which servers find in their data folders: only what a test changes has to be trained. */
const classifierDir = await mkdtemp(join(inject('runFolder'), 'classifier-'));
await loadClassifier(await loadKnowledge(knowledgeDir), { dataDir: classifierDir, log: silent });

/** The whole server with the small knowledge, and people at its desk. */
export async function openServer(place: StoreConfig, parts: Partial<AppParts> = {}) {
  const clock = new TestClock();
  await cp(classifierDir, place.dataDir, { recursive: true });
  const { app, record } = buildApp(
    {
      DATA_DIR: place.dataDir,
      KNOWLEDGE_DIR: knowledgeDir,
      RATE_LIMIT: 'off',
      DIRECT_LINE_SECRET: SECRET,
      OPENING_TIME_ZONE: 'Europe/Berlin',
      ...(place.databaseUrl === undefined ? {} : { DATABASE_URL: place.databaseUrl }),
    },
    { clock: clock.now, ...looksOften, ...parts },
  );
  const { url } = await app.start();
  onTestFinished(() => app.stop());
  const says = async (text: string, locale = 'en'): Promise<string> => {
    const conversation = {
      id: crypto.randomUUID(),
      isGroup: false,
      conversationType: 'personal',
      name: 'Chat',
    };
    const answer = await post(`${url}/api/messages`, messageActivity(text, { conversation, locale }));
    const { activities } = answer.json() as { activities: Partial<Activity>[] };
    return activities.map(({ text: said = '' }) => said).join('\n');
  };
  return {
    clock,
    record,
    says,
    url,
    place,
    person: (name: string, role: Role) => person(url, place, name, role),
    stop: () => app.stop(),
    /** Adds a release that gives another answer, as `npm run knowledge -- import` does. */
    imports: (short: string) => importAnswer(place, short),
  };
}

/** Changes what is stored, as a command does. */
export const elsewhere = (place: StoreConfig, work: (store: Store) => Promise<void>): Promise<void> =>
  withStore({ databaseUrl: undefined, ...place, logLevel: 'silent' }, work);

/** @returns the number of the release */
async function importAnswer(place: StoreConfig, short: string): Promise<number> {
  let number = 0;
  await elsewhere(place, async ({ releases }) => {
    const documents = new Map(await releases.documents(1));
    const text = documents.get(BATTERY.document) ?? '';
    documents.set(BATTERY.document, text.replace(SHIPPED, short));
    number = await releases.add({ documents, author: 'Kim', note: '', at: new Date() });
  });
  return number;
}

async function person(url: string, place: StoreConfig, name: string, role: Role) {
  const email = `${name.toLowerCase()}@example.com`;
  await elsewhere(place, async ({ agents }) => {
    await agents.add({ name, email, role, passwordHash }, new Date());
  });
  const own = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
  const to = (path: string, body: object, headers: object = {}) =>
    send(`${url}/desk/api${path}`, { method: 'POST', headers: { ...own, ...headers }, body });
  const signedIn = await to('/sign-in', { email, password });
  const cookie = (signedIn.headers['set-cookie']?.[0] ?? '').split(';', 1)[0] ?? '';
  const get = async <Body>(path: string): Promise<Body> =>
    (await send(`${url}/desk/api${path}`, { headers: { cookie } })).json() as Body;
  const ask = (path: string, body: object = {}) => to(path, body, { cookie });
  const query = (key: StudioKey): string => new URLSearchParams(key).toString();
  const finished = async (): Promise<NonNullable<StudioRun['run']>['outcome']> => {
    const outcome = async () => (await get<StudioRun>('/studio/publish')).run?.outcome ?? null;
    await expect.poll(outcome).not.toBeNull();
    return outcome();
  };
  return {
    get,
    ask,
    /** The result of publishing. */
    finished,
    entry: (key: StudioKey) => get<StudioEntry>(`/studio/entry?${query(key)}`),
    schedule: async () => (await get<StudioSchedule>('/studio/scheduled')).scheduled,
    history: (key: StudioKey) => get<StudioHistory>(`/studio/history?${query(key)}`),
    /** Replaces the content of an entry. */
    async changes(key: StudioKey, change: (content: never) => unknown): Promise<void> {
      const { content, version } = await get<StudioEntry>(`/studio/entry?${query(key)}`);
      await ask('/studio/save', { ...key, content: change(content as never), version });
    },
    async says(short: string): Promise<void> {
      await this.changes(BATTERY, (content: object) => ({ ...content, short }));
    },
    /** Publishes the draft, and waits for the result. */
    async publishes(wish: object = { note: 'Better' }) {
      const begun = await ask('/studio/publish', wish);
      if (begun.status !== 200) return { refused: begun.status, ...(begun.json() as object) };
      return finished();
    },
    /** Publishes a release, and waits for the result. */
    async publishesRelease(number: number, wish: object = { note: 'Better' }) {
      const begun = await ask(`/releases/${number}/publish`, wish);
      if (begun.status !== 200) return { refused: begun.status, ...(begun.json() as object) };
      return finished();
    },
    async verdict(): Promise<StudioVerdict> {
      let known = await get<StudioVerdict>('/studio/verdict');
      await expect
        .poll(async () => {
          known = await get<StudioVerdict>(`/studio/verdict?waitingFor=${known.version}`);
          return known.isDone;
        })
        .toBe(true);
      return known;
    },
  };
}

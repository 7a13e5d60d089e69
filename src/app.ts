import type { AppParts } from './app-parts.ts';
import { createTurnQueue, type TurnQueue } from './channels/botframework/turn-queue.ts';
import type { DirectLine } from './channels/directline/direct-line.ts';
import { buildAnswering, changeRelease } from './compose/answering.ts';
import { type AppContext, openAppContext } from './compose/app-context.ts';
import { type Closing, createClosing } from './compose/closing.ts';
import { type ComposedHandoff, composeHandoff } from './compose/handoff.ts';
import { createHttp, type Http, listen, urlOf } from './compose/http.ts';
import { mountForSystems, mountForVisitors } from './compose/mount-routes.ts';
import type { Config } from './config.ts';
import type { MountedDesk } from './desk/mount-desk.ts';
import { followReleases } from './releases/follow-releases.ts';
import { createPrepareKnowledge, packApart } from './releases/prepare-knowledge.ts';
import { adviceAbout } from './start-advice.ts';
import { within } from './within.ts';

/** What a start returns. */
interface Started {
  url: string;
  /** The URL for creating the desk's first account; undefined if there is an account already. */
  deskSetUp: string | undefined;
  /** What the operator should check, one sentence each. */
  advice: string[];
}

/** The whole bot behind one HTTP server. */
export interface App {
  /**
   * Listens, then loads the classifier. When it resolves, even the first message is answered at full speed.
   * @throws {KnowledgeError} for unusable content, {StoreError} for an unusable database, or the error of listening
   *   (EADDRINUSE …). Nothing is left open in that case.
   */
  start(): Promise<Started>;
  /**
   * Stops accepting requests, lets running turns finish and closes everything, within nine seconds even if something
   * hangs. It can be called at any time and more than once.
   */
  stop(): Promise<void>;
}

/** Milliseconds for running turns and requests to end. */
const SERVER_CLOSES_MS = 6500;

/** What exists before the start. */
interface Opening {
  http: Http;
  turnQueue: TurnQueue;
  closing: Closing;
}

/**
 * Wires everything together; this and `compose/` are the only places that know every folder. The server listens before
 * the classifier is loaded: until then, visitors' messages are stored, and answered once it is.
 */
export function createApp(config: Config, parts: AppParts): App {
  const closing = createClosing(parts.log);
  const opening = { http: createHttp(parts), turnQueue: createTurnQueue(), closing };
  return {
    async start() {
      try {
        return await start(config, parts, opening);
      } catch (error) {
        // What cannot be closed is logged; the caller needs to know why the start failed.
        await closing.closeAll().catch(() => undefined);
        throw error;
      }
    },
    stop: () => closing.closeAll(),
  };
}

async function start(config: Config, parts: AppParts, opening: Opening): Promise<Started> {
  const { closing } = opening;
  const context = await openAppContext(config, parts, opening);
  const { server, location, answering } = context;
  const directLine = mountForVisitors(context);
  const people = await composeHandoff({ ...context, directLine });
  closing.add(() => people.stop());
  mountForSystems(context, { directLine, isStopping: () => closing.hasBegun() });
  await listen(server, config);
  closing.add(() => closeServer(opening, directLine, people.desk));
  closing.add(() => context.workbench.stop());

  answering.resolve(await buildAnswering(context, people));
  followPublications(context, people, closing);
  directLine.start();
  people.start();
  const url = urlOf(server, config.host);
  const { setUpToken } = people;
  const deskSetUp = setUpToken && `${location.publicUrl ?? url}/desk#set-up=${setUpToken}`;
  const advice = adviceAbout(config);
  for (const sentence of advice) parts.log.warn(sentence);
  return { url, deskSetUp, advice };
}

/** Switches to each new publication while the server runs. */
function followPublications(context: AppContext, people: ComposedHandoff, closing: Closing): void {
  const { config, parts, store, release } = context;
  if (parts.content !== undefined) return;
  const following = followReleases({
    releases: store.releases,
    prepare: createPrepareKnowledge({ dataDir: config.dataDir, log: parts.log, packDocuments: packApart }),
    current: () => release.get(),
    change: (next) => changeRelease(context, people, next),
    log: parts.log,
    pollMs: parts.pollMs,
  });
  following.start();
  closing.add(() => following.stop());
}

/** Gives running turns and requests time to end. */
async function closeServer(
  { http: { connections, upgrades }, turnQueue }: Opening,
  directLine: DirectLine,
  desk: MountedDesk,
): Promise<void> {
  const closeSockets = async (): Promise<void> => {
    await directLine.stop();
    desk.stop();
    await upgrades.close();
  };
  await within(SERVER_CLOSES_MS, Promise.all([connections.close(), turnQueue.idle(), closeSockets()]));
  connections.destroy();
}

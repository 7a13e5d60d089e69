import packageJson from '../../package.json' with { type: 'json' };
import type { AppParts } from '#app-parts.ts';
import type { BotLogic } from '#bot/support-bot.ts';
import { type ConnectorAdapter, createConnectorAdapter } from '#channels/botframework/connector-adapter.ts';
import type { TurnQueue } from '#channels/botframework/turn-queue.ts';
import { loadOrCreateSecret } from '#channels/directline/secret.ts';
import type { Config } from '#config.ts';
import { createLocation, type Location } from '#http/location.ts';
import type { UsualWait } from '#handoff/usual-wait.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import { createMeters, type Meters } from '#metrics/meters.ts';
import type { CurrentRelease } from '#releases/release.ts';
import { createPrepareKnowledge, packHere } from '#releases/prepare-knowledge.ts';
import { releaseAtStart } from '#releases/release-at-start.ts';
import { UNKNOWN_PROXY } from '#start-advice.ts';
import { openStore, type Store } from '#store/store.ts';
import { Workbench } from '#studio/workbench/workbench.ts';
import { startTracing } from '#tracing/start-tracing.ts';
import { traceRequests } from '#tracing/trace-requests.ts';
import type { Tracer } from '#tracing/tracer.ts';
import type { Classifier } from '#understanding/classifier/classification.ts';
import type { Understand } from '#understanding/understand.ts';
import type { Closing } from './closing.ts';
import type { Http } from './http.ts';
import { createCurrent, type Current } from './current.ts';
import { createLater, type Later } from './later.ts';

/** The parts that answer customers, once the classifier is loaded. */
export interface Answering {
  bot: BotLogic;
  /** The bot for connector channels, which also records their transcript. */
  connectorBot: BotLogic;
  /** The release that they answer from. */
  knowledge: Knowledge;
  understand: Understand;
  classifier: Classifier;
}

/** What most parts of the app need. */
export interface AppContext extends Http {
  config: Config;
  parts: AppParts;
  /** The release that answers customers; `change` replaces it. */
  release: Current<CurrentRelease>;
  /** The knowledge of that release. */
  knowledge: () => Knowledge;
  tracer: Tracer;
  meters: Meters;
  store: Store;
  location: Location;
  /** The secret that all replicas share. */
  secret: string;
  /** Stop it before the server waits for its last requests. */
  workbench: Workbench;
  adapter: ConnectorAdapter;
  /** The turns of connector channels. */
  turnQueue: TurnQueue;
  answering: Later<Answering>;
  /** How long customers wait for a person; available once the hand-off has been composed. */
  usualWait: Later<UsualWait>;
}

/**
 * Opens what most parts of the app need.
 * @throws {KnowledgeError} for unusable content, {StoreError} for an unusable database
 */
export async function openAppContext(
  config: Config,
  parts: AppParts,
  { http, turnQueue, closing }: { http: Http; turnQueue: TurnQueue; closing: Closing },
): Promise<AppContext> {
  const { directLine } = config;
  const tracer = await openTracer(config, parts, { http, closing });
  const meters = createMeters();
  const store = await openAppStore(config, parts, { meters, closing });
  const release = createCurrent(await firstRelease(config, parts, store));
  return {
    ...http,
    config,
    parts,
    release,
    knowledge: () => release.get().knowledge,
    tracer,
    meters,
    store,
    location: createLocation({
      publicUrl: directLine.publicUrl,
      trustProxy: directLine.trustProxy,
      onUnknownProxy: (peer) => parts.log.warn({ peer }, UNKNOWN_PROXY),
    }),
    secret: directLine.secret ?? loadOrCreateSecret(config.dataDir),
    workbench: new Workbench({
      dataDir: config.dataDir,
      readClassifier: (key) => store.releases.classifier(key),
      log: parts.log,
      ...(parts.startServices === undefined ? {} : { startServices: parts.startServices }),
    }),
    adapter: await createConnectorAdapter(config.microsoftApp),
    turnQueue,
    answering: createLater(),
    usualWait: createLater(),
  };
}

/** Content that the caller has loaded is not a release: nobody can publish another one in its place. */
async function firstRelease(
  { dataDir, knowledgeDir }: Config,
  { content, clock, log }: AppParts,
  { releases }: Store,
): Promise<CurrentRelease> {
  if (content !== undefined) return { number: 0, publication: 0, knowledge: content.knowledge };
  const prepare = createPrepareKnowledge({ dataDir, log, packDocuments: packHere });
  return releaseAtStart({ releases, dir: knowledgeDir, prepare, clock, log });
}

async function openTracer(
  config: Config,
  { log }: AppParts,
  { http, closing }: { http: Http; closing: Closing },
): Promise<Tracer> {
  const tracing = await startTracing(config.tracing, { version: packageJson.version, log });
  closing.add(() => tracing.stop());
  if (tracing.isOn) traceRequests(http.server, tracing.tracer);
  return tracing.tracer;
}

async function openAppStore(
  config: Config,
  parts: AppParts,
  { meters, closing }: { meters: Meters; closing: Closing },
): Promise<Store> {
  const store = await openStore(config, { ...parts, meter: meters.query });
  closing.add(() => store.close());
  if (config.retentionDays > 0) closing.add(store.startRetention(config.retentionDays));
  closing.add(store.startSearchIndex());
  closing.add(store.insightCounts.start(parts.log));
  return store;
}

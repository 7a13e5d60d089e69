import { type Environment, environmentSchema, sdkSettings } from './config/environment-schema.ts';
import { halfSetProblems } from './config/half-set.ts';
import type { EventType } from './handoff/delivery/event.ts';
import type { TrustProxy } from './http/client-address.ts';
import type { QueueRules } from './handoff/queue-manager/queue-context.ts';
import { type OpeningHours, OpeningHoursError, parseOpeningHours } from './handoff/opening-hours.ts';

/** Everything that can be configured, validated. Names follow those of the environment variables. */
export interface Config {
  port: number;
  host: string;
  dataDir: string;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  knowledgeDir: string;
  supportContact: string | undefined;
  handoff: {
    /** Undefined when they are not known. */
    hours: OpeningHours | undefined;
    webhook: { url: string; secret: string; events: readonly EventType[] } | undefined;
    mail: { url: string; from: string; to: string } | undefined;
    queue: QueueRules;
    /** An engagement hub that takes chats through Bot Framework's hand-off events. */
    hub: { url: string; secret: string } | undefined;
    /** For how many milliseconds after a chat a returning customer is offered to the same agent first. */
    returnMs: number;
  };
  /** Sign-in to the desk with OpenID Connect; undefined for passwords only. */
  oidc: { issuer: string; clientId: string; clientSecret: string; name: string } | undefined;
  /** How the Teams app package describes the app. */
  teamsApp: {
    name: string;
    developer: string | undefined;
    website: string | undefined;
    privacy: string | undefined;
    terms: string | undefined;
  };
  /** Where agents answer customers in Teams: under each request's card, or in a private chat with the bot. */
  teamsDesk: { talk: 'thread' | 'personal' };
  /** The token for reading `/metrics`; if undefined, only programs on this machine may. */
  metricsToken: string | undefined;
  /** The OpenTelemetry collector that gets traces; undefined for no traces. */
  tracing: { endpoint: string; headers: Record<string, string>; serviceName: string } | undefined;
  /** Whether `/` shows the sample support page. */
  supportPage: boolean;
  /** PostgreSQL; undefined for SQLite in `dataDir`. */
  databaseUrl: string | undefined;
  /** Days without activity after which a conversation is deleted; 0 keeps everything. */
  retentionDays: number;
  /** The time zone of the opening hours, in which days are also counted. */
  timeZone: string;
  directLine: {
    /** If undefined, one is generated on the first start and stored in `dataDir`. */
    secret: string | undefined;
    /** Empty: only this server's own origin. */
    allowedOrigins: string[];
    /** Without a trailing slash. */
    publicUrl: string | undefined;
    trustProxy: TrustProxy;
    rateLimit: boolean;
  };
  microsoftApp: {
    type: 'SingleTenant' | 'UserAssignedMSI' | 'MultiTenant';
    id: string | undefined;
    password: string | undefined;
    tenantId: string | undefined;
    /** The SDK's own settings for other clouds, under the SDK's names. */
    settings: Partial<Record<(typeof sdkSettings)[number] | 'ChannelService', string>>;
  };
}

/** Thrown for an invalid environment: one sentence per variable that says what is wrong and how to fix it. */
export class ConfigError extends Error {
  readonly code = 'CONFIG_INVALID';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration is not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

const MINUTE_MS = 60_000;

/** Collects the SDK's settings that are set. */
const settingsIn = (environment: Environment): Config['microsoftApp']['settings'] =>
  Object.fromEntries(
    [...sdkSettings, 'ChannelService' as const].flatMap((name) => {
      const value = environment[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );

const tracingIn = ({
  OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
  OTEL_EXPORTER_OTLP_HEADERS: headers,
  OTEL_SERVICE_NAME: serviceName,
}: Environment): Config['tracing'] =>
  endpoint === undefined ? undefined : { endpoint, headers, serviceName };

/** Checks what no single variable shows: which of Microsoft's four variables belong together. */
function microsoftProblems(environment: Environment): string[] {
  const {
    MicrosoftAppType: type,
    MicrosoftAppId: id,
    MicrosoftAppPassword: password,
    MicrosoftAppTenantId: tenant,
  } = environment;
  if (id === undefined) {
    return password === undefined
      ? []
      : [
          'MicrosoftAppId: missing while MicrosoftAppPassword is set; copy the app id of the Azure Bot resource, or unset the password',
        ];
  }
  const problems: string[] = [];
  if (type !== 'UserAssignedMSI' && password === undefined) {
    problems.push(
      `MicrosoftAppPassword: missing, but MicrosoftAppType ${type} needs it; copy a client secret of the app registration`,
    );
  }
  if (type !== 'MultiTenant' && tenant === undefined) {
    problems.push(
      `MicrosoftAppTenantId: missing, but MicrosoftAppType ${type} needs it; copy the directory (tenant) id of the app registration`,
    );
  }
  return problems;
}

/** OpenID Connect, if it is set up. */
const oidcIn = ({
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: clientId,
  OIDC_CLIENT_SECRET: clientSecret,
  OIDC_NAME: name,
}: Environment): Config['oidc'] =>
  issuer !== undefined && clientId !== undefined && clientSecret !== undefined
    ? { issuer, clientId, clientSecret, name }
    : undefined;

/** Reads the hand-off. */
function readHandoff({
  OPENING_HOURS: hours,
  OPENING_TIME_ZONE: zone,
  WEBHOOK_URL: webhook,
  WEBHOOK_SECRET: secret,
  WEBHOOK_EVENTS: events,
  SMTP_URL: smtp,
  MAIL_FROM: from,
  MAIL_TO: to,
  HUB_URL: hub,
  HUB_SECRET: hubSecret,
  ...rules
}: Environment): { handoff: Config['handoff']; problems: string[] } {
  const problems: string[] = [];
  const handoff: Config['handoff'] = {
    hours: undefined,
    webhook: webhook !== undefined && secret !== undefined ? { url: webhook, secret, events } : undefined,
    mail: smtp !== undefined && from !== undefined && to !== undefined ? { url: smtp, from, to } : undefined,
    hub: hub !== undefined && hubSecret !== undefined ? { url: hub, secret: hubSecret } : undefined,
    queue: {
      assignment: rules.ASSIGNMENT,
      limit: rules.CHATS_PER_AGENT,
      waitLimitMs: rules.WAIT_LIMIT_MINUTES * MINUTE_MS,
      idleMs: rules.CHAT_IDLE_MINUTES * MINUTE_MS,
      presenceTimeoutMs: rules.AGENT_GONE_SECONDS * 1000,
    },
    returnMs: rules.SAME_AGENT_MINUTES * MINUTE_MS,
  };
  try {
    if (hours !== undefined) handoff.hours = parseOpeningHours(hours, zone);
  } catch (error) {
    if (!(error instanceof OpeningHoursError)) throw error;
    problems.push(`OPENING_HOURS: ${error.message}`);
  }
  return { handoff, problems };
}

/**
 * Reads the configuration from environment variables. An empty variable counts as not set.
 * @throws {ConfigError} that names each invalid variable and says how to fix it
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = environmentSchema.safeParse(set);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  }
  const { handoff, problems: handoffProblems } = readHandoff(parsed.data);
  const problems = [...microsoftProblems(parsed.data), ...halfSetProblems(parsed.data), ...handoffProblems];
  if (problems.length > 0) throw new ConfigError(problems);
  const variables = parsed.data;
  return {
    port: variables.PORT,
    host: variables.HOST,
    dataDir: variables.DATA_DIR,
    logLevel: variables.LOG_LEVEL,
    knowledgeDir: variables.KNOWLEDGE_DIR,
    supportContact: variables.SUPPORT_CONTACT,
    handoff,
    oidc: oidcIn(variables),
    teamsApp: {
      name: variables.TEAMS_APP_NAME,
      developer: variables.TEAMS_DEVELOPER,
      website: variables.TEAMS_WEBSITE_URL,
      privacy: variables.TEAMS_PRIVACY_URL,
      terms: variables.TEAMS_TERMS_URL,
    },
    teamsDesk: { talk: variables.TEAMS_DESK_TALK },
    metricsToken: variables.METRICS_TOKEN,
    tracing: tracingIn(variables),
    supportPage: variables.SUPPORT_PAGE === 'on',
    databaseUrl: variables.DATABASE_URL,
    retentionDays: variables.RETENTION_DAYS,
    timeZone: variables.OPENING_TIME_ZONE,
    directLine: {
      secret: variables.DIRECT_LINE_SECRET,
      allowedOrigins: variables.ALLOWED_ORIGINS,
      publicUrl: variables.PUBLIC_URL,
      trustProxy: variables.TRUST_PROXY,
      rateLimit: variables.RATE_LIMIT === 'on',
    },
    microsoftApp: {
      type: variables.MicrosoftAppType,
      id: variables.MicrosoftAppId,
      password: variables.MicrosoftAppPassword,
      tenantId: variables.MicrosoftAppTenantId,
      settings: settingsIn(variables),
    },
  };
}

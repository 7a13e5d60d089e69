import { validateHeaderValue } from 'node:http';
import { z } from 'zod';
import { eventTypes } from '#handoff/delivery/event.ts';
import { isTimeZone, notATimeZone } from '#handoff/opening-hours.ts';
import { emailAddress } from '#text/email-schema.ts';
import { OWN_PATHS } from '#http/base-path.ts';
import { parseTrustProxy, type TrustProxy } from '#http/client-address.ts';

const optional = z.string().trim().optional();

/** The SDK's settings for clouds that it does not know. */
export const sdkSettings = [
  'ToBotFromChannelOpenIdMetadataUrl',
  'ToBotFromChannelTokenIssuer',
  'ToChannelFromBotLoginUrl',
  'ToChannelFromBotOAuthScope',
] as const;

const settingUrl = z.url({ protocol: /^https?$/, error: 'must be a URL' }).optional();

const onOff = z.enum(['on', 'off'], { error: 'must be on or off' });

const isOrigin = (entry: string): boolean => URL.canParse(entry) && new URL(entry).origin === entry;

/** Origins as browsers send them: scheme, host and port, and nothing after that. */
const origins = z.string().transform((list, context) => {
  const entries = list.split(',').map((entry) => entry.trim());
  const wrong = entries.filter((entry) => entry !== '' && !isOrigin(entry));
  if (wrong.length > 0) {
    const message = `"${wrong[0]}" is not an origin; write https://host or https://host:port, separated by commas, without a path`;
    context.addIssue({ code: 'custom', message });
  }
  return entries.filter((entry) => entry !== '');
});

/** Where browsers reach the server. It has no trailing slash, because everything appended to it starts with one. */
const publicUrl = z
  .url({ protocol: /^https?$/, error: 'must be a URL such as https://bot.example.com' })
  .transform((given, context) => {
    const { origin, pathname, search, hash, username, password } = new URL(given);
    const parts = pathname.split('/').filter((part) => part !== '');
    const [first = ''] = parts;
    // Strict, because the path becomes part of cookies and pages.
    if (search + hash + username + password !== '' || !parts.every((part) => /^[\w.~-]+$/.test(part)))
      context.addIssue({
        code: 'custom',
        message: 'must be a plain address such as https://bot.example.com or https://www.example.com/support',
      });
    else if (OWN_PATHS.includes(first))
      context.addIssue({
        code: 'custom',
        message: `its path must not begin with /${first}, which this server uses itself; choose another, such as /support`,
      });
    return [origin, ...parts].join('/');
  });

const trustProxy = z.string().transform((given, context): TrustProxy => {
  const parsed = parseTrustProxy(given);
  if (parsed !== undefined) return parsed;
  const message =
    'must be on or off, the number of proxies in front of the server (1, 2), or their networks (loopback, 10.0.0.0/8)';
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

/** `name=value,name=value`, the values percent-encoded: https://opentelemetry.io/docs/specs/otel/protocol/exporter/ */
const collectorHeaders = z.string().transform((list, context): Record<string, string> => {
  try {
    return Object.fromEntries(list.split(',').map(headerIn));
  } catch {
    context.addIssue({
      code: 'custom',
      message:
        'must be name=value, separated by commas; percent-encode special characters in a value (a space is %20), but no line breaks',
    });
    return z.NEVER;
  }
});

/** @throws if it is not a header, or cannot be sent as one */
function headerIn(entry: string): [name: string, value: string] {
  const [, name, value = ''] = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/.exec(entry) ?? [];
  if (name === undefined) throw new TypeError('Not a header');
  const decoded = decodeURIComponent(value);
  validateHeaderValue(name, decoded);
  return [name, decoded];
}

const isLoopback = (url: string): boolean =>
  ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);

const wholeNumber = (what: string, least: number) =>
  z.coerce
    .number({ error: `must be ${what}` })
    .int({ error: `must be ${what} without a fraction` })
    .min(least, { error: `must be ${what}, at least ${least}` });

/** The environment variables, each with its default and its error message. */
export const environmentSchema = z.object({
  PORT: z.coerce
    .number({ error: 'must be a number; set it to a free port, for example 3978' })
    .int({ error: 'must be a whole number; set it to a free port, for example 3978' })
    .min(0, { error: 'must be at least 0 (0 takes any free port)' })
    .max(65_535, { error: 'must be at most 65535; set it to a free port, for example 3978' })
    .default(3978),
  HOST: z.string().trim().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().trim().min(1).default('data'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be one of fatal, error, warn, info, debug, trace, silent',
    })
    .default('info'),
  KNOWLEDGE_DIR: z.string().trim().min(1).default('knowledge'),
  SUPPORT_CONTACT: optional,
  SUPPORT_PAGE: onOff.default('on'),
  OPENING_HOURS: optional,
  OPENING_TIME_ZONE: z
    .string()
    .trim()
    .refine(isTimeZone, { error: ({ input }) => notATimeZone(String(input)) })
    .default('UTC'),
  WEBHOOK_URL: z
    .url({ protocol: /^https?$/, error: 'must be a URL such as https://crm.example.com/tickets' })
    .optional(),
  WEBHOOK_SECRET: z
    .string()
    .min(16, {
      error: 'must have at least 16 characters; generate a long random one and give it to the receiver',
    })
    .optional(),
  WEBHOOK_EVENTS: z
    .string()
    .default('')
    .transform((list, context) => {
      const entries = list.split(/[\s,]+/).filter((entry) => entry !== '');
      const wrong = entries.find((entry) => !eventTypes.some((type) => type === entry));
      if (wrong !== undefined) {
        const message = `"${wrong}" is not an event; choose from ${eventTypes.join(', ')}`;
        context.addIssue({ code: 'custom', message });
      }
      return eventTypes.filter((type) => entries.includes(type));
    }),
  SMTP_URL: z
    .string()
    .trim()
    .refine((url) => /^smtps?:\/\/./.test(url) && URL.canParse(url), {
      error: 'must be a URL such as smtps://user:password@mail.example.com',
    })
    .optional(),
  MAIL_FROM: emailAddress('must be an e-mail address').optional(),
  MAIL_TO: emailAddress('must be an e-mail address').optional(),
  HUB_URL: z
    .url({ protocol: /^https?$/, error: 'must be a URL such as https://hub.example.com/handoff' })
    .optional(),
  HUB_SECRET: z
    .string()
    .min(16, { error: 'must have at least 16 characters; generate a long random one and give it to the hub' })
    .optional(),
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/, error: 'must be a URL such as https://login.example.com/tenant/v2.0' })
    .refine((issuer) => issuer.startsWith('https:') || isLoopback(issuer), {
      error: 'must begin with https://; http:// is only for a provider on this machine',
    })
    .optional(),
  OIDC_CLIENT_ID: optional,
  OIDC_CLIENT_SECRET: optional,
  OIDC_NAME: z.string().trim().default('your organisation'),
  ASSIGNMENT: z
    .enum(['claim', 'round-robin'], {
      error: 'must be claim (agents take chats) or round-robin (agents get them in turn)',
    })
    .default('claim'),
  CHATS_PER_AGENT: wholeNumber('a number of chats', 1).default(5),
  WAIT_LIMIT_MINUTES: wholeNumber('a number of minutes', 1).default(10),
  CHAT_IDLE_MINUTES: wholeNumber('a number of minutes', 1).default(30),
  SAME_AGENT_MINUTES: wholeNumber('a number of minutes', 0).default(60),
  AGENT_GONE_SECONDS: wholeNumber('a number of seconds', 3).default(60),
  DATABASE_URL: z
    .string()
    .trim()
    .refine((url) => /^postgres(ql)?:\/\//.test(url) && URL.canParse(url), {
      error:
        'must be a PostgreSQL URL, postgres://user:password@host:5432/name; percent-encode special characters in the password (@ is %40)',
    })
    .optional(),
  RETENTION_DAYS: z.coerce
    .number({ error: 'must be a number of days; 0 keeps everything' })
    .int({ error: 'must be a whole number of days; 0 keeps everything' })
    .min(0, { error: 'must be 0 (keep everything) or more days' })
    .default(90),
  DIRECT_LINE_SECRET: z
    .string()
    .regex(/^\S{32,}$/, {
      error:
        'must be at least 32 characters without spaces; or leave it out to have one generated and stored in DATA_DIR',
    })
    .optional(),
  ALLOWED_ORIGINS: origins.default([]),
  PUBLIC_URL: publicUrl.optional(),
  TRUST_PROXY: trustProxy.default(false),
  RATE_LIMIT: onOff.default('on'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must be the URL of a collector, such as http://127.0.0.1:4318' })
    .optional(),
  OTEL_EXPORTER_OTLP_HEADERS: collectorHeaders.default({}),
  OTEL_SERVICE_NAME: z.string().trim().default('support-bot'),
  METRICS_TOKEN: z
    .string()
    .regex(/^\S{16,}$/, {
      error:
        'must be at least 16 characters without spaces; generate a long random one and give it to Prometheus',
    })
    .optional(),
  MicrosoftAppType: z
    .enum(['SingleTenant', 'UserAssignedMSI', 'MultiTenant'], {
      error: 'must be SingleTenant, UserAssignedMSI or MultiTenant, as the Azure Bot resource says',
    })
    .default('SingleTenant'),
  MicrosoftAppId: optional,
  MicrosoftAppPassword: optional,
  MicrosoftAppTenantId: optional,
  ToBotFromChannelOpenIdMetadataUrl: settingUrl,
  ToBotFromChannelTokenIssuer: optional,
  ToChannelFromBotLoginUrl: settingUrl,
  ToChannelFromBotOAuthScope: optional,
  TEAMS_APP_NAME: z.string().trim().default('EnGenius support'),
  TEAMS_DEVELOPER: optional,
  TEAMS_WEBSITE_URL: settingUrl,
  TEAMS_PRIVACY_URL: settingUrl,
  TEAMS_TERMS_URL: settingUrl,
  TEAMS_DESK_TALK: z
    .enum(['thread', 'personal'], {
      error: 'must be thread (under the card of a request) or personal (in a private chat with the bot)',
    })
    .default('thread'),
  ChannelService: z
    .literal('https://botframework.azure.us', {
      error: 'must be https://botframework.azure.us (the US Government cloud), or not set (the public cloud)',
    })
    .optional(),
});

/** The parsed variables. */
export type Environment = z.infer<typeof environmentSchema>;

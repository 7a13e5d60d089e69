import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { environmentSchema } from '#config/environment-schema.ts';
import { ConfigError, readConfig } from '#config.ts';

const problemsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
};

const app = { MicrosoftAppId: 'id', MicrosoftAppPassword: 'secret', MicrosoftAppTenantId: 'tenant' };

describe('the configuration', () => {
  it('needs no settings', () => {
    expect(readConfig({})).toMatchObject({
      port: 3978,
      host: '127.0.0.1',
      dataDir: 'data',
      logLevel: 'info',
      knowledgeDir: 'knowledge',
      supportContact: undefined,
      microsoftApp: { type: 'SingleTenant', id: undefined, password: undefined, tenantId: undefined },
    });
  });

  it('reads the settings of Direct Line and the store', () => {
    const config = readConfig({
      DATABASE_URL: 'postgres://user:password@db.example.com:5432/support',
      RETENTION_DAYS: '0',
      DIRECT_LINE_SECRET: 'x'.repeat(32),
      ALLOWED_ORIGINS: 'https://www.example.com, https://shop.example.com:8443',
      PUBLIC_URL: 'https://bot.example.com',
      TRUST_PROXY: 'on',
      RATE_LIMIT: 'off',
    });
    expect(config).toMatchObject({
      databaseUrl: 'postgres://user:password@db.example.com:5432/support',
      retentionDays: 0,
      directLine: {
        secret: 'x'.repeat(32),
        allowedOrigins: ['https://www.example.com', 'https://shop.example.com:8443'],
        publicUrl: 'https://bot.example.com',
        trustProxy: 1,
        rateLimit: false,
      },
    });
  });

  it('treats an empty variable as not set', () => {
    expect(readConfig({ PORT: '', HOST: ' ', MicrosoftAppId: '', LOG_LEVEL: '' })).toEqual(readConfig({}));
  });

  it.each([
    ['PORT', 'abc', /must be a number.*3978/],
    ['PORT', '80.5', /must be a whole number.*3978/],
    ['PORT', '-1', /at least 0/],
    ['PORT', '70000', /at most 65535.*3978/],
    ['LOG_LEVEL', 'loud', /one of fatal, error, warn, info, debug, trace, silent/],
    ['DATABASE_URL', 'mysql://host/name', /must be a PostgreSQL URL/],
    ['RETENTION_DAYS', 'never', /number of days; 0 keeps everything/],
    ['RETENTION_DAYS', '-1', /0 \(keep everything\) or more/],
    ['DIRECT_LINE_SECRET', 'short', /at least 32 characters without spaces/],
    ['ALLOWED_ORIGINS', 'https://shop.example.com/path', /not an origin; write https:\/\/host/],
    ['PUBLIC_URL', 'bot.example.com', /must be a URL such as https:\/\/bot\.example\.com/],
    ['TRUST_PROXY', 'yes', /must be on or off, the number of proxies .* or their networks/],
    ['TRUST_PROXY', 'loopback, everything', /must be on or off/],
    ['TRUST_PROXY', '0.0.0.0/0', /must be on or off/],
    ['PUBLIC_URL', 'https://bot.example.com/?x=1', /must be a plain address/],
    ['PUBLIC_URL', 'https://bot.example.com/a;b', /must be a plain address/],
    ['PUBLIC_URL', 'https://bot.example.com/desk', /must not begin with \/desk/],
    ['RATE_LIMIT', '10', /must be on or off/],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'api-key', /must be name=value/],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'api-key=secret%0A', /no line breaks/],
    ['MicrosoftAppType', 'Tenant', /SingleTenant, UserAssignedMSI or MultiTenant/],
  ])('says what is wrong with %s=%s and how to fix it', (variable, value, mend) => {
    const [problem, ...others] = problemsOf({ [variable]: value });
    expect(others).toEqual([]);
    expect(problem).toMatch(new RegExp(`^${variable}: `));
    expect(problem).toMatch(mend);
  });

  it('reports every problem at once', () => {
    const problems = problemsOf({ PORT: 'abc', LOG_LEVEL: 'loud' });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual(['PORT', 'LOG_LEVEL']);
    expect(() => readConfig({ PORT: 'abc' })).toThrow(/^The configuration is not usable:\n {2}- PORT: /);
  });

  it.each([
    [{ MicrosoftAppPassword: 'secret' }, 'MicrosoftAppId'],
    [{ ...app, MicrosoftAppPassword: '' }, 'MicrosoftAppPassword'],
    [{ ...app, MicrosoftAppTenantId: '' }, 'MicrosoftAppTenantId'],
    [{ ...app, MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppTenantId: '' }, 'MicrosoftAppTenantId'],
  ])('says which of Microsoft’s variables is missing: %j', (environment, variable) => {
    const [problem] = problemsOf(environment);
    expect(problem).toMatch(new RegExp(`^${variable}: missing.*; copy `));
  });

  it.each([
    app,
    { ...app, MicrosoftAppType: 'MultiTenant', MicrosoftAppTenantId: '' },
    { ...app, MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppPassword: '' },
  ])('accepts what an Azure Bot resource needs: %j', (environment) => {
    expect(problemsOf(environment)).toEqual([]);
  });

  it('never repeats a secret in an error', () => {
    expect(problemsOf({ MicrosoftAppPassword: 'hunter2' }).join('\n')).not.toContain('hunter2');
  });

  it('is fully described in .env.example', async () => {
    const example = await readFile(new URL('../.env.example', import.meta.url), 'utf8');
    const named = [...example.matchAll(/^([A-Za-z_]+)=/gm)].map(([, name]) => name);
    expect(new Set(named)).toEqual(new Set(Object.keys(environmentSchema.shape)));
  });
});

describe('the hand-off configuration', () => {
  it('includes hours, webhook and mail', () => {
    const { handoff } = readConfig({
      OPENING_HOURS: 'Mon-Fri 09:00-17:00',
      OPENING_TIME_ZONE: 'Europe/Berlin',
      WEBHOOK_URL: 'https://crm.example.com/tickets',
      WEBHOOK_SECRET: 'sixteen characters',
      SMTP_URL: 'smtps://user:password@mail.example.com',
      MAIL_FROM: 'bot@example.com',
      MAIL_TO: 'support@example.com',
    });
    expect(handoff).toMatchObject({
      webhook: { url: 'https://crm.example.com/tickets', secret: 'sixteen characters' },
      mail: {
        url: 'smtps://user:password@mail.example.com',
        from: 'bot@example.com',
        to: 'support@example.com',
      },
    });
    expect(handoff.hours?.isOpen(new Date('2026-03-02T08:00:00Z'))).toBe(true);
  });

  it('needs no settings', () => {
    expect(readConfig({}).handoff).toEqual({
      hours: undefined,
      webhook: undefined,
      mail: undefined,
      hub: undefined,
      queue: {
        assignment: 'claim',
        limit: 5,
        waitLimitMs: 600_000,
        idleMs: 1_800_000,
        presenceTimeoutMs: 60_000,
      },
      returnMs: 3_600_000,
    });
  });

  it.each([
    [{ WEBHOOK_URL: 'https://crm.example.com' }, /^WEBHOOK_SECRET: missing/],
    [{ WEBHOOK_URL: 'crm' }, /^WEBHOOK_URL: must be a URL/],
    [{ WEBHOOK_SECRET: 'short' }, /^WEBHOOK_SECRET: must have at least 16/],
    [{ SMTP_URL: 'smtp://mail', MAIL_TO: 'a@example.com' }, /^MAIL_FROM: missing/],
    [{ SMTP_URL: 'smtp://mail', MAIL_FROM: 'a@example.com' }, /^MAIL_TO: missing/],
    [{ SMTP_URL: 'mail.example.com' }, /^SMTP_URL: must be a URL/],
    [{ MAIL_TO: 'nobody' }, /^MAIL_TO: must be an e-mail address/],
    [{ OPENING_HOURS: 'always' }, /^OPENING_HOURS: "always" cannot be read; write them like "Mon-Fri/],
    [
      { OPENING_HOURS: 'Mon 09:00-10:00', OPENING_TIME_ZONE: 'Berlin' },
      /^OPENING_TIME_ZONE: "Berlin" is not a time zone/,
    ],
    [{ OPENING_TIME_ZONE: 'Berlin' }, /^OPENING_TIME_ZONE: "Berlin" is not a time zone/],
  ])('is refused with a hint: %j', (environment, problem) => {
    expect(problemsOf(environment as Record<string, string>)).toEqual([expect.stringMatching(problem)]);
  });

  it.each([
    [
      { WEBHOOK_SECRET: 'sixteen characters' },
      [
        'WEBHOOK_URL: missing, but WEBHOOK_SECRET cannot do without it; set it to the address of the receiver',
      ],
    ],
    [
      { WEBHOOK_EVENTS: 'chat.rated' },
      [
        'WEBHOOK_URL: missing, but WEBHOOK_EVENTS cannot do without it',
        'WEBHOOK_SECRET: missing, but WEBHOOK_EVENTS cannot do without it',
      ],
    ],
    [
      { SMTP_URL: ' ', MAIL_FROM: 'bot@example.com', MAIL_TO: 'support@example.com' },
      ['SMTP_URL: missing, but MAIL_FROM and MAIL_TO cannot do without it'],
    ],
    [{ HUB_SECRET: 'sixteen characters' }, ['HUB_URL: missing, but HUB_SECRET cannot do without it']],
    [
      { OIDC_NAME: 'Example', OIDC_CLIENT_ID: 'desk' },
      [
        'OIDC_ISSUER: missing, but OIDC_CLIENT_ID cannot do without it',
        'OIDC_CLIENT_SECRET: missing, but OIDC_CLIENT_ID cannot do without it',
      ],
    ],
  ])('is refused if a part of it would do nothing: %j', (environment, problems) => {
    expect(problemsOf(environment as Record<string, string>)).toEqual(
      problems.map((problem) => expect.stringContaining(problem)),
    );
  });

  it.each([
    [{ OIDC_ISSUER: 'https://login.example.com' }, 'OIDC_CLIENT_ID: missing'],
    [
      { OIDC_ISSUER: 'http://login.example.com', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' },
      'OIDC_ISSUER: must begin with https://',
    ],
    [{ HUB_URL: 'https://hub.example.com' }, 'HUB_SECRET: missing'],
    [{ CHATS_PER_AGENT: '0' }, 'CHATS_PER_AGENT: must be a number of chats, at least 1'],
    [{ ASSIGNMENT: 'random' }, 'ASSIGNMENT: must be claim'],
  ])('%j is refused: %s', (environment, problem) => {
    expect(() => readConfig(environment)).toThrow(problem);
  });
});

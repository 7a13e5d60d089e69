import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messageActivity } from '#tests/support/activities.ts';
import { post } from '#tests/support/http.ts';
import { startApp } from '#tests/support/running-app.ts';
import { startTokenIssuer, type TokenIssuer } from '#tests/support/token-issuer.ts';

const appId = '00000000-0000-0000-0000-000000000001';
const tenantId = '11111111-1111-1111-1111-111111111111';
const serviceUrl = 'https://smba.example/emea/';
const HOUR_S = 3600;

let running: Awaited<ReturnType<typeof startApp>>;
let issuer: TokenIssuer;

beforeAll(async () => {
  issuer = await startTokenIssuer({ audience: appId });
  running = await startApp({
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppId: appId,
    MicrosoftAppPassword: 'not a real secret',
    MicrosoftAppTenantId: tenantId,
    ToBotFromChannelOpenIdMetadataUrl: issuer.metadataUrl,
    ToBotFromChannelTokenIssuer: issuer.issuer,
  });
});
afterAll(async () => {
  await running.app.stop();
  await issuer.close();
});

const turns = (): number => running.record.entries.filter(({ msg }) => msg === 'turn').length;
const activity = (more: object = {}) =>
  messageActivity('is the EAP600 patched?', { channelId: 'msteams', serviceUrl, ...more });
const ask = (token: string | undefined, more: object = {}) =>
  post(running.messages, activity(more), token === undefined ? {} : { authorization: `Bearer ${token}` });
const claims = { serviceurl: serviceUrl };
const nowS = (): number => Math.floor(Date.now() / 1000);

describe('a token that the channel’s issuer issued for this bot', () => {
  it('is accepted', async () => {
    const answer = await ask(await issuer.sign(claims));
    expect([answer.status, answer.text.includes('EAP600')]).toEqual([200, true]);
  });

  it('is accepted with an activity from the bot’s own tenant', async () => {
    const channelData = { tenant: { id: tenantId.toUpperCase() } };
    expect((await ask(await issuer.sign(claims), { channelData })).status).toBe(200);
  });
});

describe('a request that is refused before a turn runs', () => {
  const wrong: [string, () => Promise<string | undefined>, number][] = [
    ['no token', () => Promise.resolve(undefined), 401],
    ['another audience', () => issuer.sign({ ...claims, aud: 'another bot' }), 401],
    ['another issuer', () => issuer.sign({ ...claims, iss: 'https://evil.example' }), 401],
    ['an expired token', () => issuer.sign(claims, { expiresAt: nowS() - HOUR_S }), 401],
    ['one that is not valid yet', () => issuer.sign({ ...claims, nbf: nowS() + HOUR_S }), 401],
    ['an unknown key', () => issuer.sign(claims, { kid: 'some other key', foreign: true }), 401],
    ['a signature of another key under the known name', () => issuer.sign(claims, { foreign: true }), 401],
    ['another service URL', () => issuer.sign({ serviceurl: 'https://evil.example/' }), 401],
    ['no service URL', () => issuer.sign(), 401],
    [
      'HS256 with the public key as its secret',
      () =>
        new SignJWT({ iss: issuer.issuer, aud: appId, ...claims })
          .setProtectedHeader({ alg: 'HS256', kid: 'the key' })
          .setExpirationTime('10m')
          .sign(new TextEncoder().encode(issuer.publicKey)),
      401,
    ],
    [
      '“alg: none”',
      async () => {
        const [, body] = (await issuer.sign(claims)).split('.');
        return `${Buffer.from('{"alg":"none","kid":"the key"}').toString('base64url')}.${body}.`;
      },
      401,
    ],
    [
      'a changed body under a real signature',
      async () => {
        const [head, , signature] = (await issuer.sign(claims)).split('.');
        const body = Buffer.from(
          JSON.stringify({ iss: issuer.issuer, aud: appId, ...claims, exp: nowS() + 60 }),
        );
        return `${head}.${body.toString('base64url')}.${signature}`;
      },
      401,
    ],
  ];
  it.each(wrong)('%s', async (_what, sign, status) => {
    const before = turns();
    const answer = await ask(await sign());
    expect([answer.status, turns()]).toEqual([status, before]);
    expect(answer.text).not.toMatch(/stack|jwt|node_modules/i);
  });

  it('an activity from another tenant', async () => {
    const before = turns();
    const channelData = { tenant: { id: '22222222-2222-2222-2222-222222222222' } };
    const answer = await ask(await issuer.sign(claims), { channelData });
    expect([answer.status, turns()]).toEqual([403, before]);
    expect(answer.json()).toMatchObject({ error: { code: 'WrongTenant' } });
  });
});

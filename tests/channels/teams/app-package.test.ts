import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import schema from '@microsoft/app-manifest/build/json-schemas/teams/v1.29/MicrosoftTeams.schema.json' with { type: 'json' };
import ajvDraft04 from 'ajv-draft-04';
import ajvFormats from 'ajv-formats';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, inject, it } from 'vitest';
import { makeAppPackage } from '#channels/teams/app-package/app-package.ts';
import type { TeamsApp, TeamsAppTopics } from '#channels/teams/app-package/manifest.ts';
import { runTeamsPackage } from '#cli/teams-package.ts';
import { runHere } from '#tests/support/run-command.ts';

const app: TeamsApp = {
  appId: '00000000-0000-0000-0000-000000000001',
  publicUrl: 'https://bot.example.com',
  name: 'EnGenius support',
  developer: 'Example Inc.',
  website: 'https://example.com',
  privacy: 'https://example.com/privacy',
  terms: 'https://example.com/terms',
  version: '1.0.0',
};

const topics: TeamsAppTopics = {
  names: ['KRACK'],
  question: 'Is there a KRACK patch for my model?',
  example: 'EAP600',
};

function opened(more: Partial<TeamsApp> = {}): Record<string, Uint8Array> {
  const made = makeAppPackage({ ...app, ...more }, topics);
  if (made.kind === 'refused') throw new Error(made.problems.join('\n'));
  return unzipSync(made.zip);
}

/** The fields of the packaged manifest. */
const manifestIn = (files: Record<string, Uint8Array>): unknown =>
  JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array()));

/** The faults that Microsoft's own schema finds in a manifest. */
function schemaErrors(manifest: unknown): unknown[] {
  // CommonJS modules: their exports are under `default`.
  const ajv = new ajvDraft04.default({ allErrors: true, strict: false });
  ajvFormats.default(ajv);
  const validate = ajv.compile(schema);
  validate(manifest);
  return validate.errors ?? [];
}

/** Width, height, bit depth and colour type (6: with alpha), from the header of a PNG. */
function pngHeader(file: Uint8Array | undefined): number[] {
  const png = Buffer.from(file ?? []);
  return [png.readUInt32BE(16), png.readUInt32BE(20), png.readUInt8(24), png.readUInt8(25)];
}

describe('the app package for Teams', () => {
  it('has a manifest of the newest known schema, and both icons', () => {
    const files = opened();
    expect(Object.keys(files).sort((a, b) => a.localeCompare(b))).toEqual([
      'color.png',
      'manifest.json',
      'outline.png',
    ]);
    expect(manifestIn(files)).toMatchObject({
      manifestVersion: '1.29',
      id: app.appId,
      bots: [{ botId: app.appId, scopes: ['personal', 'team', 'groupChat'] }],
      validDomains: ['bot.example.com'],
    });
  });

  const longestAddress = `https://example.com/${'a'.repeat(2048 - 20)}`;
  it.each<[string, Partial<TeamsApp>]>([
    ['an ordinary app', {}],
    [
      'an app whose texts all have the maximum length',
      {
        name: 'n'.repeat(30),
        developer: 'd'.repeat(32),
        website: longestAddress,
        privacy: longestAddress,
        terms: longestAddress,
      },
    ],
  ])('passes Microsoft’s own schema: %s', (_, more) => {
    expect(schemaErrors(manifestIn(opened(more)))).toEqual([]);
  });

  it('has icons in the sizes that Teams requires, with transparency', () => {
    const files = opened();
    expect(pngHeader(files['color.png'])).toEqual([192, 192, 8, 6]);
    expect(pngHeader(files['outline.png'])).toEqual([32, 32, 8, 6]);
  });

  it('is always the same file', () => {
    expect(makeAppPackage(app, topics)).toEqual(makeAppPackage(app, topics));
  });

  it.each([
    [{ name: 'EnGenius support for everybody who asks' }, 'TEAMS_APP_NAME: must have at most 30'],
    [{ name: 'EnGenius Chat' }, 'TEAMS_APP_NAME: must not contain "Chat"'],
    [{ name: 'Help by EnGenius' }, 'TEAMS_APP_NAME: must not contain "Help"'],
    [{ developer: 'A company with a name that is too long' }, 'TEAMS_DEVELOPER: must have at most 32'],
    [{ publicUrl: 'http://bot.example.com' }, 'PUBLIC_URL: must begin with https://'],
    [{ publicUrl: 'https://localhost:3978' }, 'PUBLIC_URL: must be a name that Teams can reach'],
    [{ publicUrl: 'https://abc123.ngrok-free.app' }, 'PUBLIC_URL: must be an address of your own'],
    [{ privacy: 'https://x.devtunnels.ms/privacy' }, 'TEAMS_PRIVACY_URL: must be an address of your own'],
    [{ privacy: `${longestAddress}b` }, 'TEAMS_PRIVACY_URL: must have at most 2048 characters'],
    [{ terms: 'http://example.com/terms' }, 'TEAMS_TERMS_URL: must begin with https://'],
    [{ appId: 'my bot' }, 'MicrosoftAppId: must be a GUID'],
    [{ version: 'one' }, 'The version must look like 1.0.0'],
  ])('is refused for %j: %s', (more, problem) => {
    const made = makeAppPackage({ ...app, ...more }, topics);
    expect(made).toEqual({ kind: 'refused', problems: [expect.stringContaining(problem)] });
  });

  it('is written by npm run teams:package from the configuration; otherwise the command says what is missing', async () => {
    const out = join(mkdtempSync(join(inject('runFolder'), 'teams-package-')), 'app.zip');
    const bare = await runHere(runTeamsPackage, ['--out', out], { environment: {} });
    expect(bare.exitCode).toBe(1);
    expect(bare.errors).toContain('MicrosoftAppId: missing; Teams requires it');
    const environment = {
      MicrosoftAppId: app.appId,
      MicrosoftAppPassword: 'not a real secret',
      MicrosoftAppTenantId: '11111111-1111-1111-1111-111111111111',
      PUBLIC_URL: app.publicUrl,
      TEAMS_DEVELOPER: app.developer,
      TEAMS_WEBSITE_URL: app.website,
      TEAMS_PRIVACY_URL: app.privacy,
      TEAMS_TERMS_URL: app.terms,
    };
    const written = await runHere(runTeamsPackage, ['--out', out], { environment });
    expect([written.exitCode, written.errors]).toEqual([0, '']);
    expect(Object.keys(unzipSync(new Uint8Array(readFileSync(out))))).toContain('manifest.json');
    expect((await runHere(runTeamsPackage, [], { environment })).exitCode).toBe(2);
  });
});

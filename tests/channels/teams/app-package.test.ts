import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { makeAppPackage } from '#channels/teams/app-package/app-package.ts';
import type { TeamsApp } from '#channels/teams/app-package/manifest.ts';
import { runCommand } from '#tests/support/run-command.ts';

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

function opened(more: Partial<TeamsApp> = {}): Record<string, Uint8Array> {
  const made = makeAppPackage({ ...app, ...more });
  if (made.kind === 'refused') throw new Error(made.problems.join('\n'));
  return unzipSync(made.zip);
}

/** The pixels of a PNG whose rows are not filtered, as ours are. */
function pixelsOf(file: Uint8Array | undefined): {
  size: number;
  alphaAt: (x: number, y: number) => number;
  pixels: number[][];
} {
  const png = Buffer.from(file ?? []);
  const size = png.readUInt32BE(16);
  const length = png.readUInt32BE(33);
  const raw = inflateSync(png.subarray(41, 41 + length));
  const at = (x: number, y: number): number[] => [
    ...raw.subarray(y * (size * 4 + 1) + 1 + x * 4).subarray(0, 4),
  ];
  const pixels = Array.from({ length: size * size }, (_, index) =>
    at(index % size, Math.floor(index / size)),
  );
  return { size, pixels, alphaAt: (x, y) => at(x, y)[3] ?? 0 };
}

describe('the app package for Teams', () => {
  it('has a manifest of the newest known schema, which Microsoft’s own schema accepts', () => {
    const files = opened();
    expect(Object.keys(files).sort((a, b) => a.localeCompare(b))).toEqual([
      'color.png',
      'manifest.json',
      'outline.png',
    ]);
    const manifest = JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array())) as Record<
      string,
      unknown
    >;
    expect(manifest).toMatchObject({
      manifestVersion: '1.29',
      id: app.appId,
      bots: [{ botId: app.appId, scopes: ['personal', 'team', 'groupChat'] }],
      validDomains: ['bot.example.com'],
    });
  });

  it('has icons to Teams’ rules: 192 pixels full of colour, 32 pixels white on nothing', () => {
    const files = opened();
    const colour = pixelsOf(files['color.png']);
    expect([
      colour.size,
      colour.alphaAt(0, 0),
      colour.pixels.every(([, , , alpha]) => alpha === 255),
    ]).toEqual([192, 255, true]);
    const outline = pixelsOf(files['outline.png']);
    expect([outline.size, outline.alphaAt(0, 0)]).toEqual([32, 0]);
    const seen = outline.pixels.filter(([, , , alpha]) => (alpha ?? 0) > 0);
    expect(seen.length).toBeGreaterThan(60);
    expect(seen.every(([red, green, blue]) => red === 255 && green === 255 && blue === 255)).toBe(true);
  });

  it('is the same file each time', () => {
    expect(makeAppPackage(app)).toEqual(makeAppPackage(app));
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
    [{ terms: 'http://example.com/terms' }, 'TEAMS_TERMS_URL: must begin with https://'],
    [{ appId: 'my bot' }, 'MicrosoftAppId: must be a GUID'],
    [{ version: 'one' }, 'The version must look like 1.0.0'],
  ])('is not made of %j: %s', (more, problem) => {
    const made = makeAppPackage({ ...app, ...more });
    expect(made).toEqual({ kind: 'refused', problems: [expect.stringContaining(problem)] });
  });

  it('npm run teams:package writes it from the configuration, or says what is missing', async () => {
    const out = join(mkdtempSync(join(tmpdir(), 'teams-package-')), 'app.zip');
    const bare = await runCommand('teams-package', ['--out', out], { environment: {} });
    expect(bare.exitCode).toBe(1);
    expect(bare.errors).toContain('MicrosoftAppId: missing; Teams needs it');
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
    const written = await runCommand('teams-package', ['--out', out], { environment });
    expect([written.exitCode, written.errors]).toEqual([0, '']);
    expect(Object.keys(unzipSync(new Uint8Array(readFileSync(out))))).toContain('manifest.json');
    expect((await runCommand('teams-package', [], { environment })).exitCode).toBe(2);
  });
});

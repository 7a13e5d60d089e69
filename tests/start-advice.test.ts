import { describe, expect, it } from 'vitest';
import { readConfig } from '#config.ts';
import { adviceAbout } from '#start-advice.ts';

const adviceOn = (environment: Record<string, string>): string[] => adviceAbout(readConfig(environment));

describe('advice at the start', () => {
  it('is not given for the default settings', () => {
    expect(adviceOn({})).toEqual([]);
  });

  it('asks for TRUST_PROXY when browsers use https', () => {
    expect(adviceOn({ PUBLIC_URL: 'https://bot.example.com' })).toEqual([
      expect.stringContaining('Set TRUST_PROXY to the number of proxies in front'),
    ]);
    expect(adviceOn({ PUBLIC_URL: 'https://bot.example.com', TRUST_PROXY: '1' })).toEqual([]);
  });

  it('asks for a shared DIRECT_LINE_SECRET when servers may share a database', () => {
    const database = { DATABASE_URL: 'postgres://support:password@db.example.com:5432/support' };
    expect(adviceOn(database)).toEqual([
      expect.stringContaining('Set the same DIRECT_LINE_SECRET on every server'),
    ]);
    expect(adviceOn({ ...database, DIRECT_LINE_SECRET: 's'.repeat(32) })).toEqual([]);
  });
});

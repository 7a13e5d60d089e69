/** `npm run teams:package -- --out FILE.zip`: writes the app package to upload to Microsoft Teams. */
import { writeFile } from 'node:fs/promises';
import { makeAppPackage } from '#channels/teams/app-package/app-package.ts';
import type { TeamsApp, TeamsAppTopics } from '#channels/teams/app-package/manifest.ts';
import { readConfig } from '#config.ts';
import { type Documents, loadDocuments } from '#knowledge/documents.ts';
import { knowledgeOf } from '#knowledge/load.ts';
import { titleOf } from '#knowledge/titles.ts';
import { readCommandLine, refuseCommandLine } from './command-line.ts';
import { currentDocuments } from '#releases/current-documents.ts';
import { runCommand } from './run-command.ts';
import { type Terminal, thisProcess } from './terminal.ts';
import { hasDatabase, withStore } from './with-store.ts';

const USAGE = 'Usage: npm run teams:package -- --out FILE.zip [--version 1.0.0]';
const OPTIONS = { out: { type: 'string' }, version: { type: 'string' } } as const;

/** Reads the app from the configuration, and lists the variables that are missing. */
function appOf(version: string, { environment }: Terminal): { app: TeamsApp; missing: string[] } {
  const { microsoftApp, directLine, teamsApp } = readConfig(environment());
  const given = {
    MicrosoftAppId: microsoftApp.id,
    PUBLIC_URL: directLine.publicUrl,
    TEAMS_DEVELOPER: teamsApp.developer,
    TEAMS_WEBSITE_URL: teamsApp.website,
    TEAMS_PRIVACY_URL: teamsApp.privacy,
    TEAMS_TERMS_URL: teamsApp.terms,
  };
  const missing = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [name] : []));
  const app: TeamsApp = {
    appId: microsoftApp.id ?? '',
    publicUrl: directLine.publicUrl ?? '',
    name: teamsApp.name,
    developer: teamsApp.developer ?? '',
    website: teamsApp.website ?? '',
    privacy: teamsApp.privacy ?? '',
    terms: teamsApp.terms ?? '',
    version,
  };
  return { app, missing };
}

/** The documents that customers are answered from; before a server's first start, those in the folder. */
async function readDocuments({ environment }: Terminal): Promise<Documents> {
  const config = readConfig({ LOG_LEVEL: 'error', ...environment() });
  if (!hasDatabase(config)) return loadDocuments(config.knowledgeDir);
  let documents: Documents = new Map();
  await withStore(config, async ({ releases }) => {
    documents = await currentDocuments(releases, config.knowledgeDir);
  });
  return documents;
}

/** How the app may describe itself, according to the knowledge. */
async function readTopics(terminal: Terminal): Promise<TeamsAppTopics> {
  const knowledge = knowledgeOf(await readDocuments(terminal));
  const [newest] = knowledge.advisories.values();
  return {
    names: [...knowledge.advisories.values()].map(({ name }) => name),
    question: titleOf(knowledge, 'patch.status')?.question ?? '',
    example: newest?.patch.examples[0] ?? '',
  };
}

function refuse(problems: readonly string[], terminal: Terminal): void {
  terminal.printError(
    `The package was not written:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
  );
  terminal.fail(1);
}

/** Writes the app package. */
export const runTeamsPackage = (terminal: Terminal): Promise<void> =>
  runCommand(async () => {
    const given = readCommandLine(USAGE, OPTIONS, 'none', terminal);
    if (given === undefined) return;
    const { out, version = '1.0.0' } = given.values;
    if (out === undefined) {
      refuseCommandLine('--out: missing', USAGE, terminal);
      return;
    }
    const { app, missing } = appOf(version, terminal);
    if (missing.length > 0) {
      refuse(
        missing.map((name) => `${name}: missing; Teams requires it`),
        terminal,
      );
      return;
    }
    const made = makeAppPackage(app, await readTopics(terminal));
    if (made.kind === 'refused') {
      refuse(made.problems, terminal);
      return;
    }
    await writeFile(out, made.zip);
    terminal.print(`Wrote ${out}. Upload it in Teams under Apps, Manage your apps, Upload an app.`);
  }, terminal);

if (import.meta.main) await runTeamsPackage(thisProcess);

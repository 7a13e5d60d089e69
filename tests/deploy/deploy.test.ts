import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DCLinter } from 'dclint';
import { DockerfileParser } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { Deployment } from 'kubernetes-models/apps/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { ConfigMap, Secret, Service } from 'kubernetes-models/v1';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { environmentSchema } from '#config/environment-schema.ts';

const project = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(project, path), 'utf8');
const { scripts, dependencies } = JSON.parse(read('package.json')) as {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
};

describe('the Dockerfile', () => {
  const text = read('Dockerfile');
  const dockerfile = DockerfileParser.parse(text);

  it('passes a linter', () => {
    expect(validate(text)).toEqual([]);
  });

  it('uses the same Node version as the npm package and the workflow', () => {
    const image = `node:${dependencies['node']}-trixie`;
    expect(dockerfile.getFROMs()[0]?.getImage()).toBe(`${image}-slim`);
    const workflow = parse(read('.github/workflows/ci.yml')) as { jobs: { check: { container: string } } };
    expect(workflow.jobs.check.container).toBe(image);
  });

  it('starts the server as npm start does, but without npm, so that signals reach it', () => {
    const command = dockerfile
      .getCMDs()[0]
      ?.getJSONStrings()
      .map((each) => each.getJSONValue());
    expect(command?.join(' ')).toBe(scripts['start']);
  });
});

describe('compose.yaml', () => {
  it('passes a linter, apart from the order of keys', () => {
    const linter = new DCLinter({
      rules: {
        'service-keys-order': 0,
        'top-level-properties-order': 0,
        // The proxy must be reachable from outside.
        'no-unbound-port-interfaces': 0,
      },
      quiet: false,
      debug: false,
      exclude: [],
    });
    const results = linter.lintFiles([join(project, 'compose.yaml')], false) as { messages: unknown[] }[];
    expect(results.map(({ messages }) => messages)).toEqual([[]]);
  });
});

describe('the systemd unit', () => {
  it('starts the server as npm start does', () => {
    const [, command] = /^ExecStart=(.*)$/m.exec(read('deploy/support-bot.service')) ?? [];
    expect(command).toBe(`/opt/support-bot/node_modules/.bin/${scripts['start']}`);
  });
});

describe('the Kubernetes manifests', () => {
  const validators: Record<string, (manifest: object) => void> = {
    ConfigMap: (manifest) => new ConfigMap(manifest).validate(),
    Deployment: (manifest) => new Deployment(manifest).validate(),
    PodDisruptionBudget: (manifest) => new PodDisruptionBudget(manifest).validate(),
    Secret: (manifest) => new Secret(manifest).validate(),
    Service: (manifest) => new Service(manifest).validate(),
  };
  const files = readdirSync(join(project, 'deploy/kubernetes')).filter(
    (name) => name !== 'kustomization.yaml',
  );
  const manifestIn = (name: string) =>
    parse(read(`deploy/kubernetes/${name}`)) as { kind: string; data?: object; stringData?: object };

  it.each(files)('%s is valid against Kubernetes’ own schema', (name) => {
    const manifest = manifestIn(name);
    const check = validators[manifest.kind];
    expect(check).toBeDefined();
    expect(() => check?.(manifest)).not.toThrow();
  });

  it('set only variables that the server reads', () => {
    const names = Object.keys({
      ...manifestIn('config-map.yaml').data,
      ...manifestIn('secret.example.yaml').stringData,
    });
    const known = Object.keys(environmentSchema.shape);
    expect(names.filter((name) => !known.includes(name))).toEqual([]);
  });
});

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ROOT } from '../support/built.ts';
import { licensedIn, PERMISSIVE } from '../support/licences.ts';

/** What these tests read of a package of an SPDX document. */
interface Package {
  readonly name: string;
  readonly versionInfo: string;
  readonly licenseDeclared: string;
  readonly primaryPackagePurpose?: string;
  readonly externalRefs: readonly { referenceType: string; referenceLocator: string }[];
  readonly checksums?: readonly { algorithm: string; checksumValue: string }[];
}

interface Document {
  readonly spdxVersion: string;
  readonly packages: readonly Package[];
}

const lock = JSON.parse(readFileSync(`${ROOT}package-lock.json`, 'utf8')) as {
  packages: Record<string, { version: string; integrity: string }>;
};

/** The packages in one of the bundles, which `licenses.txt` names; that it names all, the tests of the build hold. */
const bundled = ['dist/licenses.txt', 'dist/cli/licenses.txt'].flatMap((name) =>
  licensedIn(readFileSync(`${ROOT}${name}`, 'utf8')),
);

/** What bundled packages need for their types only: installed with them, and without code of their own. */
const TYPES = ['@octokit/openapi-types', '@octokit/types'];

/** What the command writes; nothing answers at port 9, so that it would fail if it asked the registry. */
function runSbom(...options: readonly string[]): unknown {
  const env = { ...process.env, npm_config_offline: 'true', npm_config_registry: 'http://127.0.0.1:9/' };
  const args = ['run', '--silent', 'sbom', '--', ...options];
  return JSON.parse(execFileSync('npm', args, { cwd: ROOT, env, encoding: 'utf8' }));
}

describe('npm run sbom', () => {
  const { spdxVersion, packages } = runSbom() as Document;
  const [project, ...components] = packages;

  it('describes this version of the project, as SPDX', () => {
    const { version } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as { version: string };
    expect(spdxVersion).toBe('SPDX-2.3');
    expect(project).toMatchObject({
      name: 'access-policy-gate',
      versionInfo: version,
      primaryPackagePurpose: 'APPLICATION',
    });
  });

  it('lists what is bundled, all of it and nothing else but types', () => {
    const names = new Set(components.map(({ name }) => name));
    expect([...names].sort()).toEqual([...new Set([...bundled, ...TYPES])].sort());
    expect(bundled.filter((name) => TYPES.includes(name))).toEqual([]);
  });

  it.each(components)('tells version, address, licence and hash of $name $versionInfo', (component) => {
    const { name, versionInfo, licenseDeclared, externalRefs, checksums } = component;
    const locked = Object.entries(lock.packages).find(
      ([folder, each]) => folder.endsWith(`node_modules/${name}`) && each.version === versionInfo,
    );
    const { version = '', integrity = '' } = locked?.[1] ?? {};
    expect(version).not.toBe('');
    expect(externalRefs).toContainEqual(
      expect.objectContaining({
        referenceType: 'purl',
        referenceLocator: `pkg:npm/${name.replace('@', '%40')}@${version}`,
      }),
    );
    expect(PERMISSIVE).toContain(licenseDeclared);
    expect(checksums).toEqual([
      {
        algorithm: 'SHA512',
        checksumValue: Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex'),
      },
    ]);
  });

  it('lists the same as CycloneDX', () => {
    const {
      bomFormat,
      metadata,
      components: listed,
    } = runSbom('--sbom-format', 'cyclonedx') as {
      bomFormat: string;
      metadata: { component: { name: string } };
      components: { name: string; version: string }[];
    };
    expect(bomFormat).toBe('CycloneDX');
    expect(metadata.component.name).toBe('access-policy-gate');
    expect(listed.map(({ name, version }) => `${name}@${version}`)).toEqual(
      components.map(({ name, versionInfo }) => `${name}@${versionInfo}`),
    );
  });
});

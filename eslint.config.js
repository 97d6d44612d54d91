import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

const FOLDERS = [
  'config',
  'policies',
  'access',
  'lint',
  'verdict',
  'report',
  'github',
  'emulator',
  'init',
  'commands',
];
const SHELLS = [
  'index',
  'cli',
  'localEmulator',
  'action',
  'gate',
  'agenda',
  'sides',
  'terraformPlan',
  'readyTest',
  'testRun',
  'policyTest',
  'explain',
  'listing',
  'listedSides',
  'recorder',
  'outcome',
  'reportFiles',
  'reportFolder',
  'standardStreams',
  'youngGeneration',
  'snapshotFile',
  'configFile',
  'firstDraft',
  'survey',
  'appliedConfig',
  'merge',
  'pullRequestComment',
  'flags',
  'inputs',
  'commentInputs',
  'gitHubInputs',
];

/** Packages that only one place may import. */
const OWNERS = {
  undici: ['src/access/**'],
  '@actions/*': ['src/action.ts', 'src/github/**'],
  commander: ['src/cli.ts'],
};

const IO = [
  'node:fs',
  'node:fs/promises',
  'node:http',
  'node:https',
  'node:net',
  'node:child_process',
  'node:os',
];

/**
 * The arrows of imports: index, cli → action → gate → {config, policies, lint, access, report, github} → verdict.
 * `folder` imports code of the folders in `may`, of its own, and of the root below the shells; from other
 * folders types only, because a type lives with the thing it describes.
 */
function arrows(folder, may, { pure = false } = {}) {
  const forbidden = FOLDERS.filter((name) => name !== folder && !may.includes(name));
  return {
    files: [`src/${folder}/**/*.ts`],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            ...forbidden.map((name) => ({
              group: [`../${name}/**`],
              message: `${folder}/ does not import ${name}/, but for types.`,
              allowTypeImports: true,
            })),
            {
              group: SHELLS.map((name) => `../${name}.ts`),
              message: `${folder}/ does not import what calls it.`,
            },
            ...packagesNotOwnedBy(`src/${folder}/**`),
            ...(pure ? [{ group: IO, message: `${folder}/ is pure: no input, no output.` }] : []),
          ],
        },
      ],
    },
  };
}

/** The modules beside the folders; the later of two entries about a file holds. */
function rootModules() {
  return [
    { files: ['src/*.ts'], owner: 'src/*.ts', emulator: false },
    { files: ['src/action.ts'], owner: 'src/action.ts', emulator: false },
    { files: ['src/cli.ts'], owner: 'src/cli.ts', emulator: true },
    { files: ['src/localEmulator.ts'], owner: 'src/*.ts', emulator: true },
  ];
}

function packagesNotOwnedBy(place) {
  return Object.entries(OWNERS)
    .filter(([, places]) => !places.includes(place))
    .map(([name, places]) => ({ group: [name], message: `Only ${places.join(', ')} imports ${name}.` }));
}

export default defineConfig(
  { ignores: ['dist/**', 'node_modules/**'] },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportDefaultDeclaration',
          message: 'No default exports: one name for one thing, everywhere.',
        },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    plugins: { regexp },
    rules: {
      // What others wrote must not make an expression try for years, nor for minutes.
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
    },
  },
  {
    files: ['**/*.js'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
  ...rootModules().map(({ files, owner, emulator }) => ({
    files,
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            ...packagesNotOwnedBy(owner),
            ...(emulator
              ? []
              : [
                  {
                    group: ['**/emulator/**', './localEmulator.ts'],
                    message: 'The action never carries the emulator.',
                  },
                ]),
          ],
        },
      ],
    },
  })),
  {
    files: ['src/commands/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: packagesNotOwnedBy('src/commands/**') },
      ],
    },
  },
  arrows('config', ['verdict']),
  arrows('policies', []),
  arrows('access', ['verdict']),
  arrows('lint', ['verdict'], { pure: true }),
  arrows('verdict', [], { pure: true }),
  arrows('report', ['verdict'], { pure: true }),
  arrows('init', ['verdict'], { pure: true }),
  arrows('github', []),
  arrows('emulator', []),
);

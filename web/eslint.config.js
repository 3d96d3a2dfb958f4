import { readdirSync } from 'node:fs';
import js from '@eslint/js';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

// app → features → components, lib. A feature sees another one only where this table says so.
const mayUse = {
  adhd: ['account', 'help', 'preferences', 'privacy', 'tools'],
  administration: ['account'],
  analysis: ['recordings'],
  arrival: ['account', 'privacy', 'profile'],
  autism: ['checkins', 'help', 'preferences', 'tools'],
  checkins: ['help', 'preferences', 'profile'],
  history: ['checkins', 'help'],
  insights: ['account', 'checkins', 'history', 'screenings'],
  library: ['help', 'preferences'],
  preferences: ['notifications'],
  privacy: ['account'],
  safetyPlan: ['help'],
  screenings: ['help'],
  security: ['account'],
  today: ['checkins', 'help', 'preferences', 'tools'],
  tools: ['preferences', 'profile'],
  viewer: ['analysis', 'recordings'],
  welcome: ['account', 'analysis', 'checkins', 'recordings'],
};

const featureNames = readdirSync(new URL('./src/features', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

const zones = [
  { target: './src/lib', from: ['./src/app', './src/features', './src/components'] },
  { target: './src/components', from: ['./src/app', './src/features'] },
  ...featureNames.flatMap((name) => [
    { target: `./src/features/${name}`, from: './src/app' },
    {
      target: `./src/features/${name}`,
      from: './src/features',
      except: [name, ...(mayUse[name] ?? [])].map((allowed) => `./${allowed}`),
    },
  ]),
];

export default tseslint.config(
  { ignores: ['dist', 'dev-dist', 'coverage', 'src/lib/api/schema.d.ts', 'public'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      globals: globals.browser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { 'react-hooks': reactHooks, 'import-x': importX },
    settings: {
      'import-x/resolver-next': [
        createNodeResolver({
          extensions: ['.ts', '.tsx', '.js'],
          alias: { '@': [new URL('./src', import.meta.url).pathname] },
        }),
      ],
    },
    rules: {
      ...reactHooks.configs.recommended.rules,
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      // Numbers read well in templates; everything else must be turned into text on purpose.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      'max-lines': ['error', { max: 300 }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that defines it.' },
        {
          selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]',
          message: 'Nothing from outside becomes markup.',
        },
      ],
    },
  },
  {
    files: ['*.config.js'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: { ...tseslint.configs.disableTypeChecked.languageOptions, globals: globals.node },
  },
  {
    files: ['src/**/*.test.{ts,tsx}', 'tests/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
);

import { config as uiExtensions } from '@hubspot/eslint-config-ui-extensions';
import slds from '@salesforce-ux/eslint-plugin-slds';
import lwc from '@salesforce/eslint-config-lwc/recommended.js';
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const clockAndChance = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Time is a parameter here: pass `now`.',
  },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'Time is a parameter here: pass `now`.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Chance is a parameter here: pass a seeded generator.',
  },
];
const environment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'The environment is read in server/config.ts only.',
};
const components = 'salesforce-lwc-bridge/**/lwc/**';
const preview = 'sandbox/record-page/salesforce/browser/**/*.js';

export default tseslint.config(
  { ignores: ['node_modules/', 'data/', 'coverage/', 'reports/', '**/dist/', '**/generated/'] },
  // Named extensions: style sheets and templates are linted too, and JavaScript rules cannot read them.
  { ...js.configs.recommended, files: ['**/*.{js,cjs,mjs,ts}', '{hubspot-app,sandbox,test/screens}/**/*.tsx'] },
  {
    files: ['**/*.ts', '{hubspot-app,sandbox,test/screens}/**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      eqeqeq: ['error', 'always'],
    },
  },
  {
    files: ['**/*.{js,cjs,mjs}'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', module: 'writable', URL: 'readonly' } },
  },
  {
    files: ['src/**/*.ts', 'server/**/*.ts'],
    ignores: ['server/config.ts'],
    rules: { 'no-restricted-syntax': ['error', environment] },
  },
  {
    files: ['src/scoring/**/*.ts', 'src/sync/**/*.ts', 'src/accounts/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', environment, ...clockAndChance] },
  },
  // HubSpot's own rules for what runs in its worker
  ...uiExtensions
    .filter(({ rules }) => rules !== undefined)
    .map((block) => ({ ...block, files: ['hubspot-app/{src,shared}/**/*.{ts,tsx}'], ignores: ['**/__tests__/**'] })),
  // Salesforce's own rules for what runs in its pages: the security review asks for them
  ...lwc.map((block) => ({ ...block, files: [`${components}/*.js`, preview] })),
  // What stands in for the platform does what the platform does, and a component may not: it owns the page
  { files: [preview], rules: { '@lwc/lwc/no-document-query': 'off' } },
  {
    files: [`${components}/__tests__/**/*.js`],
    // A test wires the adapter's stub itself, and waits for rendering
    rules: { '@lwc/lwc/no-unexpected-wire-adapter-usages': 'off', '@lwc/lwc/no-async-operation': 'off' },
  },
  ...slds.configs['flat/recommended-css'].map((block) => ({ ...block, files: [`${components}/*.css`] })),
  ...slds.configs['flat/recommended-html'].map((block) => ({ ...block, files: [`${components}/*.html`] })),
  // node:test-style describe/it callbacks return promises that jest awaits
  {
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-floating-promises': 'error', '@typescript-eslint/unbound-method': 'off' },
  },
);

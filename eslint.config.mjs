import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      'extension/dist/**',
      'artifacts/**',
      '.cache/**',
      '.bench/**',
      'src/syntax/generated/**',
      'src/syntax/tables/**',
      'src/rules/generated/**',
      'src/library/generated/**',
      'node_modules/**',
      'coverage/**',
    ],
  },
  {
    files: ['src/**/*.ts', 'tests/**/*.ts', 'extension/src/**/*.ts', 'view/**/*.ts', 'examples/send-worker/src/**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // `return report(…)` reads well where reporting gives nothing; its automatic fix drops values.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'exit', message: 'Set process.exitCode.' },
        { object: 'Math', property: 'random' },
        { object: 'Date', property: 'now' },
      ],
      eqeqeq: 'error',
    },
  },
  {
    // After a repair the tree lacks what its types promise; lowering looks before it takes.
    files: ['src/model/from-syntax/**', 'src/syntax/**'],
    rules: { '@typescript-eslint/no-unnecessary-condition': 'off' },
  },
);

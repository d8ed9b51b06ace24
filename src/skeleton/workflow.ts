/** Where a workflow stands in a repository. */
export const WORKFLOW_PATH = '.github/workflows/crm.yml';

/**
 * A GitHub workflow that holds a plan against its policy and tells, in a pull request, what changes for members and money.
 * Other workflows may call it.
 *
 * @param version of crm-lang that it installs
 * @param folder of the project, from the root of the repository
 */
export function githubWorkflow(version: string, folder: string): string {
  return `# Checks the plan, and tells in each pull request what it changes in people and money. Made by \`crm init\`.
name: crm
on:
  push:
    branches: [main]
  pull_request:
  workflow_call:
    inputs:
      folder:
        description: Folder of the project
        type: string
        default: ${singleQuoted(folder)}
      version:
        description: Version of crm-lang
        type: string
        default: ${singleQuoted(version)}
permissions:
  contents: read
  pull-requests: write
  security-events: write
env:
  FOLDER: ${JSON.stringify(`\${{ inputs.folder || ${singleQuoted(folder)} }}`)}
  VERSION: ${JSON.stringify(`\${{ inputs.version || ${singleQuoted(version)} }}`)}
jobs:
  plan:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - name: Install crm
        run: npm install --global "crm-lang@$VERSION"
      - name: Check the plan
        run: crm check "$FOLDER" --format github
      - name: Report to code scanning
        if: always()
        run: crm check "$FOLDER" --format sarif --output crm.sarif || [ $? -eq 1 ]
      - uses: github/codeql-action/upload-sarif@v3
        if: always()
        # Repositories without code scanning still get the annotations.
        continue-on-error: true
        with:
          sarif_file: crm.sarif
      - name: What changes for members and money
        if: github.event_name == 'pull_request'
        env:
          GH_TOKEN: \${{ github.token }}
          BASE: \${{ github.base_ref }}
          NUMBER: \${{ github.event.number }}
        run: |
          crm diff "origin/$BASE..." "$FOLDER" --format markdown > crm-diff.md || [ $? -eq 2 ]
          cat crm-diff.md >> "$GITHUB_STEP_SUMMARY"
          gh pr comment "$NUMBER" --body-file crm-diff.md --edit-last --create-if-none || true
      - name: Compile the schedule
        run: |
          crm compile "$FOLDER" --output schedule.json
          crm timeline "$FOLDER" --output timeline.html
      - uses: actions/upload-artifact@v4
        with:
          name: crm
          path: |
            schedule.json
            timeline.html
`;
}

/** A text in YAML, and in an expression of GitHub Actions. */
const singleQuoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

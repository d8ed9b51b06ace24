/** Texts of people as HTML. */
export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${String(sign.charCodeAt(0))};`);
}

/** A text of crm, in which names stand in backquotes. */
export function prose(text: string): string {
  return escape(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

export interface Page {
  readonly language: string;
  readonly title: string;
  readonly style: string;
  /** HTML. */
  readonly body: string;
  /** JavaScript; the page runs no other. */
  readonly script?: string;
}

/** Letters and digits that nobody can guess, for one page. */
function nonce(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const BASE = `
body { color: var(--vscode-foreground); font: var(--vscode-font-size)/1.55 var(--vscode-font-family); padding: 0 24px 32px; max-width: 860px; }
h1 { font-size: 1.7em; font-weight: 600; margin: 24px 0 4px; }
h2 { font-size: 1em; font-weight: 600; margin: 24px 0 8px; }
a { color: var(--vscode-textLink-foreground); text-decoration: none; }
a:hover { text-decoration: underline; }
code, pre { font-family: var(--vscode-editor-font-family); font-size: var(--vscode-font-size); }
code { font-size: .95em; background: var(--vscode-textCodeBlock-background); border-radius: 3px; padding: 1px 4px; }
pre { background: var(--vscode-textCodeBlock-background); border-radius: 4px; line-height: 1.45; margin: 0; overflow-x: auto; padding: 12px 16px; }
`;

/** A page for a webview: in the colours of the editor, without anything from elsewhere. */
export function htmlPage({ language, title, style, body, script }: Page): string {
  const once = nonce();
  const policy = `default-src 'none'; style-src 'nonce-${once}'; script-src 'nonce-${once}'`;
  return `<!DOCTYPE html>
<html lang="${escape(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escape(title)}</title>
<style nonce="${once}">${BASE}${style}</style>
</head>
<body>
${body}
${script === undefined ? '' : `<script nonce="${once}">${script}</script>`}
</body>
</html>`;
}

import type { Locale } from '../diagnostics/diagnostic.js';
import { plain, type Paint } from '../diagnostics/pretty.js';

/** The only place that touches the process: what is printed, in which language, in which colours. */
export interface Terminal {
  readonly locale: Locale;
  readonly paint: Paint;
  out(text: string): void;
  err(text: string): void;
  /** Says what is going on, on a terminal, when it takes longer than a second. Call the result when done. */
  progress(text: string): () => void;
}

const CODES = { red: [31, 39], yellow: [33, 39], blue: [34, 39], cyan: [36, 39], bold: [1, 22], dim: [2, 22] } as const;

const colour: Paint = (style, text) => `\u001B[${CODES[style][0]}m${text}\u001B[${CODES[style][1]}m`;

function wantsColour(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return stream.isTTY && env.TERM !== 'dumb';
}

/** `--locale`, else the project's, else that of the environment, else English. */
export function chooseLocale(option: string | undefined, project: string | undefined, env: NodeJS.ProcessEnv): Locale {
  const wanted = option ?? project ?? env.LC_ALL ?? env.LANG ?? 'en';
  return wanted.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

export function createTerminal(locale: Locale): Terminal {
  return {
    locale,
    paint: wantsColour(process.stdout, process.env) ? colour : plain,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    progress: (text) => {
      if (!process.stderr.isTTY) return () => undefined;
      let shown = false;
      const timer = setTimeout(() => {
        shown = true;
        process.stderr.write(`${text} …`);
      }, 1000);
      return () => {
        clearTimeout(timer);
        if (shown) process.stderr.write('\r\u001B[K');
      };
    },
  };
}

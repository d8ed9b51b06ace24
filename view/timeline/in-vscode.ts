import type { Choice } from './host.js';
import type { ToExtension, ToPage } from './messages.js';
import { Timeline } from './timeline.js';

interface Editor {
  postMessage(message: ToExtension): void;
  getState(): Partial<Choice> | undefined;
  setState(choice: Choice): void;
}

declare function acquireVsCodeApi(): Editor;

const editor = acquireVsCodeApi();
const root = document.getElementById('timeline');
if (root) {
  /** The extension knows whose loads are wanted. */
  let audience = '';
  const ask = (kind: 'ready' | 'audience', choice: Partial<Choice>): void => {
    audience = choice.audience ?? '';
    editor.postMessage({ kind, audience });
  };
  const timeline = new Timeline(root, document.documentElement.lang === 'zh-CN' ? 'zh-CN' : 'en', {
    open: (place) => editor.postMessage({ kind: 'open', place }),
    saved: () => editor.getState() ?? {},
    save: (choice) => {
      editor.setState(choice);
      if (choice.audience !== audience) ask('audience', choice);
    },
  });
  window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => timeline.show(data.view));
  ask('ready', timeline.chosen);
}

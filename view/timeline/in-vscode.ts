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
  const timeline = new Timeline(root, document.documentElement.lang === 'zh-CN' ? 'zh-CN' : 'en', {
    open: (place) => editor.postMessage({ kind: 'open', place }),
    saved: () => editor.getState() ?? {},
    save: (choice) => editor.setState(choice),
  });
  window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => timeline.show(data.view));
  editor.postMessage({ kind: 'ready' });
}

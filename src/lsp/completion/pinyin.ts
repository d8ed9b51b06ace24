import { pinyin } from 'pinyin-pro';

const CHINESE = /[\u3400-\u9FFF\uF900-\uFAFF]/;

const remembered = new Map<string, string>();

/** Initials and whole syllables of a Chinese text: `双十一` gives `syy shuangshiyi`; nothing for texts without Chinese. */
export function pinyinOf(text: string): string {
  if (!CHINESE.test(text)) return '';
  let found = remembered.get(text);
  if (found === undefined) {
    const syllables = pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true });
    // What is no Chinese comes as it stands, and is typed as it stands.
    const initials = syllables.map((each) => (text.includes(each) ? each : each.charAt(0)));
    remembered.set(text, (found = `${initials.join('')} ${syllables.join('')}`));
  }
  return found;
}

/** What somebody may type to find something: its name, its label, and both in pinyin. */
export function searchText(name: string, label: string | undefined): string {
  const parts = [name, label ?? '', pinyinOf(name), label === undefined || label === name ? '' : pinyinOf(label)];
  return parts.filter((part) => part !== '').join(' ');
}

/** Whether what was typed, in small letters, occurs in a text, its characters in order: as editors look. */
export function isFound(typed: string, text: string): boolean {
  let at = 0;
  for (const character of typed) {
    at = text.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

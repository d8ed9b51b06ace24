/** An element with its class, text and attributes. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = '',
  text = '',
  attributes: Readonly<Record<string, string>> = {},
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  if (text !== '') made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

/** A text of crm, in which names stand in backquotes. */
export function prose(text: string, tag: 'span' | 'td' = 'span', className = ''): HTMLElement {
  const made = element(tag, className);
  made.append(...text.split('`').map((part, at) => (at % 2 === 1 ? element('code', '', part) : part)));
  return made;
}

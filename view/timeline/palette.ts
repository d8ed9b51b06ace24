/** The colours of a page or picture of its own, in light and in dark; in an editor its theme gives them. Text on each has a contrast of 4.5 at least. */
export interface Palette {
  readonly page: string;
  readonly text: string;
  readonly quiet: string;
  readonly line: string;
  readonly hover: string;
  readonly accent: string;
  readonly 'on-accent': string;
  readonly link: string;
  readonly focus: string;
  readonly error: string;
  readonly warning: string;
  readonly blue: string;
  readonly green: string;
  readonly purple: string;
  readonly orange: string;
  readonly yellow: string;
  readonly grey: string;
  readonly low: string;
  readonly near: string;
  readonly full: string;
  readonly over: string;
  readonly phase: string;
}

export const LIGHT: Palette = {
  page: '#ffffff',
  text: '#1f2328',
  quiet: '#59636e',
  line: '#d1d9e0',
  hover: '#eff2f5',
  accent: '#0969da',
  'on-accent': '#ffffff',
  link: '#0550ae',
  focus: '#0969da',
  error: '#cf222e',
  warning: '#9a6700',
  blue: '#218bff',
  green: '#1a7f37',
  purple: '#8250df',
  orange: '#bc4c00',
  yellow: '#9a6700',
  grey: '#59636e',
  low: '#d3f1db',
  near: '#fff1b8',
  full: '#ffcf8a',
  over: '#ffa198',
  phase: '#d6e8fc',
};

export const DARK: Palette = {
  page: '#0d1117',
  text: '#e6edf3',
  quiet: '#9198a1',
  line: '#3d444d',
  hover: '#1f262e',
  accent: '#1158c7',
  'on-accent': '#ffffff',
  link: '#79c0ff',
  focus: '#58a6ff',
  error: '#ff7b72',
  warning: '#d29922',
  blue: '#4493f8',
  green: '#3fb950',
  purple: '#ab7df8',
  orange: '#f0883e',
  yellow: '#d29922',
  grey: '#9198a1',
  low: '#12391f',
  near: '#4a3a0b',
  full: '#77430c',
  over: '#9b2226',
  phase: '#173556',
};

const variables = (palette: Palette): string =>
  Object.entries(palette)
    .map(([name, colour]) => `--${name}:${colour as string}`)
    .join(';');

/** The colours as variables of CSS: dark where the reader prefers that, light on paper. */
export function paletteStyle(): string {
  return `:root{color-scheme:light;${variables(LIGHT)}}\n@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;${variables(DARK)}}}\n`;
}

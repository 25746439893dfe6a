import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import { openPlaygrounds } from './open-playgrounds.ts';
import './style.css';

/** The theme of VitePress, in which a link to the playground opens it on the page. */
const theme: Theme = {
  extends: DefaultTheme,
  enhanceApp: () => {
    if (typeof document !== 'undefined') openPlaygrounds();
  },
};

export default theme;

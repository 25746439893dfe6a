import { byId } from '../element.ts';

/** The button that changes between dark and light. The choice is kept where the other pages of the site keep theirs. */
export function createThemeButton(): void {
  const button = byId('theme');
  const prefersDark = matchMedia('(prefers-color-scheme: dark)');
  const isDark = (): boolean => {
    const chosen = storedTheme();
    return chosen === 'dark' || (chosen !== 'light' && prefersDark.matches);
  };
  const draw = (): void => {
    document.documentElement.dataset.theme = isDark() ? 'dark' : 'light';
    button.setAttribute('aria-label', isDark() ? 'Use light colours' : 'Use dark colours');
    button.textContent = isDark() ? '☀' : '☾';
  };
  button.addEventListener('click', () => {
    storeTheme(isDark() ? 'light' : 'dark');
    draw();
  });
  prefersDark.addEventListener('change', draw);
  // The page around an embedded playground changes the same choice.
  addEventListener('storage', draw);
  draw();
}

const key = 'vitepress-theme-appearance';

function storedTheme(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function storeTheme(theme: string): void {
  try {
    localStorage.setItem(key, theme);
  } catch {
    // Where nothing can be kept, the choice lasts as long as the page.
  }
}

/** The same key as in theme-init.js, which applies it before the first paint. */
const KEY = 'docker-kanzen-rikai:theme';

/** Radio buttons `system`, `light`, `dark` that set and remember the theme, in every tab. */
class ThemeSwitch extends HTMLElement {
  connectedCallback(): void {
    this.#show();
    this.addEventListener('change', (event) => {
      const choice = (event.target as HTMLInputElement).value;
      try {
        if (choice === 'system') localStorage.removeItem(KEY);
        else localStorage.setItem(KEY, choice);
      } catch {
        /* no storage: the choice holds for this page */
      }
      apply(choice);
    });
    addEventListener('storage', (event) => {
      if (event.key !== KEY) return;
      apply(event.newValue ?? 'system');
      this.#show();
    });
  }

  #show(): void {
    const now = document.documentElement.dataset.theme ?? 'system';
    for (const input of this.querySelectorAll('input')) input.checked = input.value === now;
  }
}

function apply(choice: string): void {
  if (choice === 'light' || choice === 'dark') document.documentElement.dataset.theme = choice;
  else delete document.documentElement.dataset.theme;
}

customElements.define('theme-switch', ThemeSwitch);

/** Light or dark: the system's preference, until the person selects one. */
const system = window.matchMedia('(prefers-color-scheme: dark)');

export function createTheme(onChange) {
  let chosen = localStorage.getItem('theme');

  const current = () => chosen ?? (system.matches ? 'dark' : 'light');

  function apply() {
    document.documentElement.dataset.theme = current();
    onChange();
  }

  system.addEventListener('change', apply);
  document.documentElement.dataset.theme = current();
  return {
    current,
    toggle() {
      chosen = current() === 'dark' ? 'light' : 'dark';
      localStorage.setItem('theme', chosen);
      apply();
    },
  };
}

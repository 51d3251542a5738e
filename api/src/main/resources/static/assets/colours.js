// Light or dark: as the system says, unless somebody chose; paper is light. Loaded before the page is drawn, so that it never flashes.
(() => {
  const root = document.documentElement;
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const chosen = () => {
    try { return localStorage.getItem('colours'); } catch { return null; }
  };
  const paper = window.matchMedia('print');
  const show = () => {
    root.dataset.theme = paper.matches ? 'light' : chosen() ?? (dark.matches ? 'dark' : 'light');
    const button = document.getElementById('colours');
    if (button) {
      button.hidden = false;
      button.textContent = root.dataset.theme === 'dark' ? 'Light colours' : 'Dark colours';
    }
    document.dispatchEvent(new Event('colours'));
  };
  show();
  dark.addEventListener('change', show);
  paper.addEventListener('change', show);
  document.addEventListener('DOMContentLoaded', () => {
    show();
    document.getElementById('colours')?.addEventListener('click', () => {
      try { localStorage.setItem('colours', root.dataset.theme === 'dark' ? 'light' : 'dark'); } catch { /* not kept */ }
      show();
    });
  });
})();

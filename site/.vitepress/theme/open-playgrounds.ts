/**
 * Opens the playground below a link that says "try this", on the page itself. Without JavaScript, with a key held down, or
 * on a narrow screen, the link is a link.
 */
export function openPlaygrounds(): void {
  document.addEventListener(
    'click',
    (event) => {
      const { target, ctrlKey, metaKey, shiftKey } = event;
      const link = target instanceof Element ? target.closest('a.try') : null;
      if (!(link instanceof HTMLAnchorElement) || ctrlKey || metaKey || shiftKey || innerWidth < 760) return;
      event.preventDefault();
      event.stopPropagation();
      const shown = link.nextElementSibling;
      if (shown?.matches('iframe.playground')) {
        shown.remove();
        return;
      }
      const url = new URL(link.href);
      url.searchParams.set('embed', '');
      const frame = document.createElement('iframe');
      frame.className = 'playground';
      frame.title = 'Playground';
      frame.allow = 'clipboard-write';
      frame.src = url.href;
      link.after(frame);
    },
    { capture: true },
  );
}

/** data-open="id" opens a dialog, data-close or a click beside it closes it; the browser keeps the focus in it. */

export function enhanceDialogs(): void {
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    const opener = target.closest<HTMLElement>("[data-open]");
    const wanted = opener && document.getElementById(opener.dataset.open ?? "");
    if (wanted instanceof HTMLDialogElement) {
      event.preventDefault();
      wanted.showModal();
      return;
    }
    if (target.closest("[data-close]")) target.closest("dialog")?.close();
    else if (target instanceof HTMLDialogElement && target.matches(".dialog") && outside(target, event)) target.close();
  });
}

function outside(dialog: HTMLDialogElement, event: MouseEvent): boolean {
  const box = dialog.getBoundingClientRect();
  return event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
}

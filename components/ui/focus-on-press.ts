/** What takes the focus when a pointer presses it. */
const PRESSED = "button, summary, a[href], input[type=checkbox], input[type=radio]";

/**
 * Safari gives what is pressed no focus: it goes to what stands around it, and a menu, a panel or a row that goes would not know where to lead
 * back to. What was pressed gets it with the click, before anybody hears of that, and nothing where the focus is elsewhere. Gives the way to end it.
 */
export function focusOnPress(): () => void {
  const onClick = ({ target, detail }: MouseEvent) => {
    // 0: by a key, or by a script.
    const pressed = detail > 0 && target instanceof Element ? target.closest<HTMLElement>(PRESSED) : null;
    const here = document.activeElement ?? document.body;
    if (pressed && here !== pressed && here.contains(pressed)) pressed.focus({ preventScroll: true });
  };
  window.addEventListener("click", onClick, true);
  return () => window.removeEventListener("click", onClick, true);
}

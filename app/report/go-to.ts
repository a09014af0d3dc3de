/** Goes to a section as its link does: the address, the scroll and the focus. */
export function goToSection(anchor: string): void {
  const heading = document.getElementById(anchor);
  if (heading === null) return;
  window.history.replaceState(window.history.state, '', `#${anchor}`);
  heading.scrollIntoView();
  heading.focus({ preventScroll: true });
}

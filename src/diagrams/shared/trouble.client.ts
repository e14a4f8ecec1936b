/** Says in a diagram, above its picture, why it does not show what was asked for, with a button that loads the page anew; null takes it back. */
export function showTrouble(root: Element, text: string | null): void {
  const old = root.querySelector('.dg-trouble');
  if (text === null) old?.remove();
  else if (old?.firstChild?.nodeValue !== text) {
    const told = document.createElement('p');
    told.className = 'dg-trouble';
    told.setAttribute('role', 'alert');
    const reload = document.createElement('button');
    reload.type = 'button';
    reload.textContent = '再読み込み';
    reload.addEventListener('click', () => location.reload());
    told.append(text, reload);
    if (old) old.replaceWith(told);
    else root.querySelector('.dg-head')!.after(told);
  }
}

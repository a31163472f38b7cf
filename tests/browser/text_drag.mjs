// Text dragged with the mouse, from the middle of what is selected.

/** Takes hold of the selected text of a field. @returns {Promise<boolean>} false when nothing is selected */
export async function begin_drag(page, locator) {
  await locator.scrollIntoViewIfNeeded();
  const grip = await locator.evaluate((el) => {
    if (el.selectionStart === el.selectionEnd) return null;
    const style = getComputedStyle(el);
    const box = el.getBoundingClientRect();
    const line = el.localName === "textarea" ? parseFloat(style.lineHeight) : box.height;
    return { x: box.x + parseFloat(style.paddingLeft) + 5, y: box.y + (el.localName === "textarea" ? parseFloat(style.paddingTop) : 0) + line / 2 };
  });
  if (!grip) return false;
  await page.mouse.move(grip.x, grip.y);
  await page.mouse.down();
  return true;
}

export async function drop_at(page, { x, y }) {
  await page.mouse.move(x, y, { steps: 4 });
  await page.mouse.up();
}

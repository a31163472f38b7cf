// @ts-check
// PrintReceipt → the printer. A bundle of its own, loaded when the first receipt is wanted.
//
// The receipt stands in the page only while it is printed (style.css shows it to printers alone): no file, no window, nothing left behind.
import qrcode from "qrcode-generator";

const quiet_modules = 4; // white around the code, as ISO/IEC 18004 asks for
const svg = "http://www.w3.org/2000/svg";

/** @param {string} text ASCII @returns {SVGSVGElement} */
function code_of(text) {
  const code = qrcode(0, "M"); // as large as needed; a seventh of it may be damaged
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  let path = "";
  for (let row = 0; row < count; ++row) {
    for (let column = 0; column < count; ++column) if (code.isDark(row, column)) path += `M${column + quiet_modules} ${row + quiet_modules}h1v1h-1z`;
  }
  const side = count + 2 * quiet_modules;
  const picture = /** @type {SVGSVGElement} */ (document.createElementNS(svg, "svg"));
  picture.setAttribute("viewBox", `0 0 ${side} ${side}`);
  picture.setAttribute("role", "img");
  const modules = document.createElementNS(svg, "path");
  modules.setAttribute("d", path);
  picture.append(modules);
  return picture;
}

/** @param {{title: string, lines: [string, string][], code: string, code_label: string}} receipt @returns {HTMLElement} */
export function receipt_element({ title, lines, code, code_label }) {
  const paper = document.createElement("section");
  paper.className = "receipt";
  const heading = document.createElement("h1");
  heading.textContent = title;
  const list = document.createElement("dl");
  for (const [label, value] of lines) {
    const [term, detail] = [document.createElement("dt"), document.createElement("dd")];
    term.textContent = label;
    detail.textContent = value;
    list.append(term, detail);
  }
  const picture = code_of(code);
  picture.setAttribute("aria-label", code_label);
  paper.append(heading, list, picture);
  return paper;
}

/** @param {Parameters<typeof receipt_element>[0]} receipt */
export function print_receipt(receipt) {
  for (const left of document.querySelectorAll(".receipt")) left.remove();
  const paper = receipt_element(receipt);
  document.body.append(paper);
  window.addEventListener("afterprint", () => paper.remove(), { once: true });
  window.print();
}

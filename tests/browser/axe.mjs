// axe-core in the page: all rules of WCAG 2.2 A and AA, and its best practices.
import axe from "axe-core";

const options = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"] },
  resultTypes: ["violations", "incomplete"], // of what passes, axe tells the rules alone
};

/**
 * @param {import("playwright-core").Page} page it is put in once, until the page is left
 * @returns {Promise<{violations: any[], incomplete: any[], passed_count: number}>}
 */
export async function judged_by_axe(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(async (wanted) => {
    const { violations, incomplete, passes } = await window.axe.run(document, wanted);
    return { violations, incomplete, passed_count: passes.length };
  }, options);
}

// @ts-check
// A clear page when the client cannot run: what is wrong and what to do, in Chinese and English.

/** @typedef {"load" | "broken"} Problem */

/** @type {Record<Problem, [string, string]>} */
const sentences = {
  load: ["页面没有载入完整。请检查网络，然后重试。", "The page did not load completely. Check the network, then try again."],
  broken: ["页面出错了。已保存的内容不受影响，请重新载入页面。", "Something went wrong on this page. What was saved is safe: load the page again."],
};

/**
 * @param {Problem} problem
 * @param {unknown} [error] for the console
 */
export function show_boot_problem(problem, error) {
  if (error) console.error(error);
  hide_boot_problem();
  const [chinese, english] = sentences[problem];
  const box = document.createElement("div");
  box.id = "boot_problem";
  box.setAttribute("role", "alert");
  const zh = document.createElement("p");
  zh.textContent = chinese;
  const en = document.createElement("p");
  en.lang = "en";
  en.textContent = english;
  const retry = document.createElement("button");
  retry.type = "button";
  retry.textContent = "重试 · Try again";
  retry.addEventListener("click", () => location.reload());
  box.append(zh, en, retry);
  document.body.append(box);
}

function hide_boot_problem() {
  document.getElementById("boot_problem")?.remove();
}

// Chromium's own accessibility tree (CDP): what it hands to screen readers, node by node, with the element that each stands for.

import { protocol_of } from "./protocol.mjs";

/** Backend node id → the element it is, or is inside of (what a control is made of has no id of its own). */
function elements_by_backend_id(root) {
  const found = new Map();
  const walk = (node, owner, within_control) => {
    const attributes = node.attributes ?? [];
    const at = attributes.indexOf("id");
    const own = node.nodeType === 1 && at % 2 === 0 && at >= 0 && !within_control ? attributes[at + 1] : "";
    found.set(node.backendNodeId, { id: own || owner, is_itself: own !== "", is_inner: within_control, name: node.localName || node.nodeName.toLowerCase() });
    for (const child of [...(node.children ?? []), ...(node.pseudoElements ?? [])]) walk(child, own || owner, within_control);
    for (const child of node.shadowRoots ?? []) walk(child, own || owner, true);
  };
  walk(root, "", false);
  return found;
}

/**
 * @param {import("playwright-core").Page} page
 * @returns {Promise<{id: string, is_itself: boolean, is_inner: boolean, element: string, role: string, name: string, description: string, value: any, ignored: boolean,
 *   properties: Record<string, any>, texts: string[]}[]>} in the tree's order; `texts` are the pieces of text below it;
 *   `is_inner`: the browser's own part of a control
 */
export async function ax_nodes_of(page) {
  const session = await protocol_of(page);
  const [{ root }, { nodes }] = await Promise.all([session.send("DOM.getDocument", { depth: -1, pierce: true }), session.send("Accessibility.getFullAXTree")]);
  const elements = elements_by_backend_id(root);
  const by_ax_id = new Map(nodes.map((node) => [node.nodeId, node]));
  const texts_of = (node) => (node.role?.value === "StaticText" ? [node.name?.value ?? ""] : (node.childIds ?? []).flatMap((id) => (by_ax_id.has(id) ? texts_of(by_ax_id.get(id)) : [])));
  return nodes.map((node) => {
    const element = elements.get(node.backendDOMNodeId) ?? { id: "", is_itself: false, is_inner: false, name: "" };
    return {
      id: element.id, is_itself: element.is_itself, is_inner: element.is_inner, element: element.name, ignored: node.ignored, role: node.role?.value ?? "", name: node.name?.value ?? "",
      description: node.description?.value ?? "", value: node.value?.value,
      properties: Object.fromEntries((node.properties ?? []).map(({ name, value }) => [name, value.value])), texts: texts_of(node),
    };
  });
}

// A backend whose person has as many records as wanted. All but the list of declarations is the real server's, passed on.
//
// Pages are as long as it likes, whatever `limit` asks for: the client takes what it gets, and what is measured is not the network.
// Its answers keep the page to itself (cross-origin isolated): only then does the page's clock tell 5 µs, not 100.
import { createServer, request as ask } from "node:http";

export const isolation = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" }; // as node names the real server's: one replaces the other
const states = ["draft", "pending", "approved", "rejected"];
const forms = ["02", "04", "06"];

/** As different from its neighbours as records are. @param {number} i */
export function record(i) {
  const day = new Date(Date.UTC(2026, 8, 1) - i * 3_600_000).toISOString();
  return {
    id: `m${String(i).padStart(25, "0")}`,
    revision: 1 + (i % 5),
    state: states[i % states.length],
    study_form: forms[i % forms.length],
    title: `县域基层专业技术人员继续教育的实践与思考（第 ${i + 1} 篇）`,
    person: { id: "p1", name: "张三", number: "0001" },
    declared_as: "professional",
    declaring_organisation: { id: "o1", name: "第一人民医院", role: "employer" },
    unit: i % 2 ? "hours" : "credits",
    claimed_amount: 1 + (i % 40),
    credited_year: 2020 + (i % 7),
    subject: "professional",
    hours: 1 + (i % 40),
    conversion: i % 2 ? "" : "general",
    submitted_at: i % states.length ? day : "",
    updated_at: day,
    next_auditor: null,
  };
}

/** @param {number} count @param {number} from @param {number} page_size */
function page(count, from, page_size) {
  const end = Math.min(count, from + page_size);
  const items = Array.from({ length: end - from }, (_, i) => record(from + i));
  const each = Math.floor(count / states.length);
  return { items, total: count, counts: { all: count, ...Object.fromEntries(states.map((state) => [state, each])) }, next_cursor: end < count ? String(end) : "" };
}

/** @param {{url: string}} server the real one @param {number} count @returns {Promise<{url: string, stop: () => Promise<void>}>} */
export async function serve_many_records(server, count, page_size = 5000) {
  const answer_list = (url, response) => {
    const body = JSON.stringify(page(count, Number(url.searchParams.get("cursor") ?? 0), page_size));
    response.writeHead(200, { "Content-Type": "application/json", "Cache-Control": "no-store", ...isolation }).end(body);
  };
  const pass_on = (request, response) => {
    const onward = ask(new URL(request.url, server.url), { method: request.method, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode, { ...answer.headers, ...isolation });
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  };
  const listener = createServer((request, response) => {
    const url = new URL(request.url, "http://here");
    if (request.method === "GET" && url.pathname === "/api/v1/declarations") answer_list(url, response);
    else pass_on(request, response);
  });
  await new Promise((resolve) => listener.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${listener.address().port}`,
    stop: () => new Promise((resolve) => (listener.close(resolve), listener.closeAllConnections())),
  };
}

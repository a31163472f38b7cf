// The portal as one of several front ends that do the same work: the same form, the same records.
//
// Pages, session and all else are the real server's, passed on with a session that is there already. The catalogue's forms are those of
// the folder of peers; its records come into the page as they do into the others (page.js). Answers keep the page to itself
// (cross-origin isolated), as the peers' server does.
import { readFileSync } from "node:fs";
import { createServer, request as ask } from "node:http";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { isolation } from "../many_records.mjs";

const level_ids = ["national", "provincial", "municipal", "county", "employer"]; // the catalogue's conversions name them
const kinds = { text: "text", number: "number", date: "date", select: "choice", textarea: "long_text" };

function study_form({ fields }, title, i) {
  const named = (text) => ({ zh: text, en: text });
  const field = ({ key, label, type, required, max, min, options }) => ({
    id: key, kind: kinds[type], label: named(label), required,
    ...(type === "number" ? { min, max } : max ? { length_max: max } : {}),
    ...(key === "end" ? { not_before: "start" } : {}),
    ...(options ? { choices: options.map((option, nth) => ({ id: level_ids[nth] ?? String(nth), label: named(option) })) } : {}),
  });
  return {
    id: String(i + 1).padStart(2, "0"), title: named(title), summary: named(title), title_field: "name", declarers: ["professional"],
    fields: fields.filter(({ type }) => type !== "file").map(field),
    materials: fields.filter(({ type }) => type === "file").map(({ key, label }) => ({ id: key, label: named(label), required: false })),
  };
}

/** @param {{url: string}} server the real one @param {string} cookie @param {string} peers folder with shared/data.js and shared/schema.js */
export async function serve_as_peer(server, cookie, peers) {
  const schema = await import(pathToFileURL(join(peers, "shared/schema.js")).href);
  const catalogue = await (await fetch(`${server.url}/api/v1/catalogue`, { headers: { Cookie: cookie } })).json();
  catalogue.study_forms = schema.forms.map((title, i) => study_form(schema, title, i));
  catalogue.settings.subjects = []; // they name a field that only the real forms have
  const send = (response, type, body) => response.writeHead(200, { "Content-Type": type, "Cache-Control": "no-store", ...isolation }).end(body);
  const listener = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://here");
    if (pathname === "/api/v1/catalogue") return send(response, "application/json", JSON.stringify(catalogue));
    if (/^\/bench\/(data|schema)\.js$/.test(pathname)) return send(response, "text/javascript", readFileSync(join(peers, "shared", basename(pathname))));
    const headers = { ...request.headers, cookie };
    const onward = ask(new URL(request.url, server.url), { method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode, { ...answer.headers, ...isolation });
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  });
  await new Promise((resolve) => listener.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${listener.address().port}/`,
    stop: () => new Promise((resolve) => (listener.close(resolve), listener.closeAllConnections())),
  };
}

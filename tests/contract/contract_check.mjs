// Whether what is asked and answered is what assets/api/openapi.yaml says: every call of the suites, whatever backend answers.
//
// Of an answer: that its status is one of the operation's, its type one of the status's, its body and headers as their schemas say. Of a request:
// that one which is wrong by the contract is not answered as if it were right. (`prism proxy` would judge the same, but sends on what is no
// text as if it were: no upload arrives whole.)
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv/dist/2020.js';
import { load } from 'js-yaml';
import { OpenAPIRouter, OpenAPIValidator } from 'openapi-backend';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const definition = load(readFileSync(path.join(root, 'assets/api/openapi.yaml'), 'utf8'));

// "#/components/…" replaced by what it names; what names itself stays a reference.
function resolved(node, within = []) {
  if (Array.isArray(node)) return node.map((entry) => resolved(entry, within));
  if (node === null || typeof node !== 'object') return node;
  const name = node.$ref;
  if (typeof name !== 'string') return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, resolved(value, within)]));
  if (within.includes(name)) return {};
  return resolved(name.slice(2).split('/').reduce((at, key) => at[key], definition), [...within, name]);
}
const whole = resolved(definition);
const router = new OpenAPIRouter({ definition: whole, apiRoot: '/api/v1' });
const options = { strict: false, formats: { 'date-time': true, password: true, binary: true } };
const requests = new OpenAPIValidator({ definition: whole, router, lazyCompileValidators: true, ajvOpts: options });
const answers = new Ajv(options);

export class AgainstContract extends Error {}

// request: {method, target, headers, body}; answer: {status, headers, bytes, json}. Throws AgainstContract.
export function judge_exchange({ method, target, headers, body }, { status, headers: answered, bytes, json }) {
  const url = new URL(target, 'http://x');
  if (!url.pathname.startsWith('/api/v1/')) return;
  const operation = router.matchOperation({ method: method.toLowerCase(), path: url.pathname, headers, query: url.search.slice(1), body });
  if (!operation) return;  // no such call: not the contract's business
  const refuse = (what, why) => {
    throw new AgainstContract(`${method} ${target} ${status}: ${what} against the contract: ${JSON.stringify(why)}`);
  };
  const documented = operation.responses[status];
  if (!documented) {
    if (status !== 500) refuse('status', Object.keys(operation.responses));
    return;
  }
  const type = (answered.get('content-type') ?? '').split(';')[0];
  const types = Object.keys(documented.content ?? {});
  if (bytes.length > 0 && !types.includes(type)) refuse('media type', [type, types]);
  const schema = documented.content?.[type]?.schema;
  if (json !== undefined && schema) {
    const judge = answers.compile(schema);  // made once for each schema
    if (!judge(json)) refuse('answer', judge.errors);
  }
  for (const [name, header] of Object.entries(documented.headers ?? {}))
    if (header.required && answered.get(name) === null) refuse('headers', name);
  if (status >= 400 || Buffer.isBuffer(body)) return;
  const { errors } = requests.validateRequest({ method: method.toLowerCase(), path: url.pathname, headers, query: url.search.slice(1), body }, operation);
  if (errors?.length) refuse('a request that was carried out is', errors);
}

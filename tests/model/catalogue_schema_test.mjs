// The JSON Schemas of the catalogue's files against the shipped files, a seventeenth, and files with one thing wrong.
//
//   node tests/model/catalogue_schema_test.mjs
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";

const json_of = (path) => JSON.parse(readFileSync(path, "utf8"));
const folder = "assets/catalogue";
const ajv = new Ajv({ strict: true, strictRequired: false, allErrors: true });
const form = ajv.compile(json_of(`${folder}/schema/form.schema.json`));
const head = ajv.compile(json_of(`${folder}/schema/catalogue.schema.json`));

const files = readdirSync(`${folder}/forms`).map((name) => `${folder}/forms/${name}`);
assert.ok(files.length >= 16, `${files.length} forms`);
for (const file of [...files, "tests/contract/forms/17.json"]) assert.ok(form(json_of(file)), `${file}: ${ajv.errorsText(form.errors)}`);
assert.ok(head(json_of(`${folder}/catalogue.json`)), ajv.errorsText(head.errors));

// Each change of a fine file is found, at its place.
const wrong = [
  [form, (it) => (it.requierd = true), "", "additionalProperties"],
  [form, (it) => (it.fields[0].requierd = true), "/fields/0", "additionalProperties"],
  [form, (it) => (it.fields[0].kind = "colour"), "/fields/0/kind", "enum"],
  [form, (it) => (it.fields[0].id = "Subject"), "/fields/0/id", "pattern"],
  [form, (it) => delete it.fields[0].label.en, "/fields/0/label", "required"],
  [form, (it) => delete it.fields[3].choices, "/fields/3", "required"],
  [form, (it) => (it.fields[0].choices = it.fields[3].choices), "/fields/0", "not"],
  [form, (it) => (it.fields[0].check = "vat"), "/fields/0/check", "enum"],
  [form, (it) => (it.fields[0].length_max = 0), "/fields/0/length_max", "minimum"],
  [form, (it) => delete it.fields[4].when[0].one_of, "/fields/4/when/0", "required"],
  [form, (it) => (it.materials[0].required = "yes"), "/materials/0/required", "type"],
  [form, (it) => (it.materials[1].not_for = ["king"]), "/materials/1/not_for/0", "enum"],
  [form, (it) => (it.declarers = ["authority"]), "/declarers/0", "enum"],
  [form, (it) => delete it.title_field, "", "required"],
  [form, (it) => (it.rules = [{ hours: 4, verified: false }]), "/rules/0", "required"],
  [form, (it) => (it.fields[0].kind = "list"), "/fields/0", "required"],
  [form, (it) => (it.rules = [{ id: "a", kind: "magic", source: "x", verified: false }]), "/rules/0/kind", "enum"],
  [form, (it) => (it.rules = [{ id: "a", kind: "table", table: { senior: "much" }, source: "x", verified: false }]), "/rules/0/table", "oneOf"],
  [head, (it) => delete it.settings.reject_reasons[0].zh, "/settings/reject_reasons/0", "required"],
  [head, (it) => (it.settings.forbid = ["fun"]), "/settings/forbid/0", "enum"],
  [head, (it) => delete it.version, "", "required"],
  [head, (it) => (it.common_fields[2].above = "0"), "/common_fields/2/above", "type"],
  [head, (it) => (it.settings.targets[0].from_year = "2015"), "/settings/targets/0/from_year", "type"],
  [head, (it) => delete it.settings.targets[0].source, "/settings/targets/0", "required"],
  [head, (it) => (it.settings.conversions[0].hours = 0), "/settings/conversions/0/hours", "exclusiveMinimum"],
  [head, (it) => delete it.settings.conversions[1].when[0].one_of, "/settings/conversions/1/when/0", "required"],
  [head, (it) => (it.settings.subjects[0].subject = "private"), "/settings/subjects/0/subject", "enum"],
];
for (const [schema, change, place, keyword] of wrong) {
  const changed = json_of(schema === form ? "tests/contract/forms/17.json" : `${folder}/catalogue.json`);
  change(changed);
  assert.ok(!schema(changed), `not found: ${change}`);
  assert.ok(schema.errors.some((error) => error.instancePath === place && error.keyword === keyword), `${change}: ${JSON.stringify(schema.errors)}`);
}
console.log(`${files.length + 2} files are right, ${wrong.length} faults found`);

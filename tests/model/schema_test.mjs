// The exported JSON Schemas against a real validator (ajv): does it reach the verdict of model/validation?
//
//   node tests/model/schema_test.mjs build/native/bin/portal_schema_cases
import { execFileSync } from "node:child_process";
import Ajv from "ajv/dist/2020.js";

// What JSON Schema cannot say (model/schema.h), by the code that validate() has for it: with these alone the validator may be
// content. Each must be met, else it is no difference.
const unsayable = {
  wrong_check_digit: "a sum over the digits",
  wrong_length: "of a number that may be written with hyphens, spaces and in full width",
  wrong_character: "the same",
  too_many_decimals: "multipleOf 0.1 fails on binary fractions: 0.3 is none",
  before_start: "compares two members",
  year_out_of_range: "counts from the current year",
  attachments_too_large: "a sum over the items",
};
const met = Object.fromEntries(Object.keys(unsayable).map((code) => [code, 0]));

const forms = JSON.parse(execFileSync(process.argv[2], { encoding: "utf8", maxBuffer: 1 << 28 }));
const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false, formats: { date: true } });
const counts = { accepted: 0, refused: 0, unsayable: 0 };
const wrong = [];

for (const { schema, cases } of forms) {
  const validate = ajv.compile(schema);
  for (const { instance, codes } of cases) {
    const accepted = validate(instance);
    const sayable = codes.filter((code) => !(code in unsayable));
    if (accepted) for (const code of codes.filter((each) => each in unsayable)) met[code] += 1;
    const agree = accepted ? sayable.length === 0 : codes.length > 0;
    if (!agree) wrong.push({ form: schema.$id, codes, errors: validate.errors, instance });
    counts[accepted ? (codes.length === 0 ? "accepted" : "unsayable") : "refused"] += 1;
  }
}

// The pattern of dates against the calendar of JavaScript: the days that exist from 1900 to 2100, and no others.
const pattern = new RegExp(forms[1].schema.properties.values.properties.start_date.pattern, "u");
for (let year = 1899; year <= 2101; year++)
  for (let month = 0; month <= 13; month++)
    for (let day = 0; day <= 32; day++) {
      const text = [String(year), String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
      const date = new Date(Date.UTC(year, month - 1, day));
      const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
      if (pattern.test(text) !== (exists && year >= 1900 && year <= 2100)) wrong.push({ date: text });
    }

for (const each of wrong.slice(0, 5)) console.log(JSON.stringify(each).slice(0, 3000));
for (const [code, why] of Object.entries(unsayable)) console.log(`accepted by the schema alone: ${code} (${why}): ${met[code]} times`);
const total = counts.accepted + counts.refused + counts.unsayable;
console.log(`${forms.length} schemas, ${total} inputs, ${JSON.stringify(counts)}, ${wrong.length} disagreements`);
const enough = forms.length === 16 && total >= 10_000 && counts.accepted > 1000 && counts.refused > 5000 && Object.values(met).every((count) => count > 0);
process.exit(wrong.length === 0 && enough ? 0 : 1);

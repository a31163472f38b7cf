// The exported JSON Schemas against a real validator (ajv): does it reach the verdict of model/validation?
//
//   node tests/model/schema_test.mjs build/native/bin/portal_schema_cases
import { execFileSync } from "node:child_process";
import Ajv from "ajv/dist/2020.js";

// What JSON Schema cannot say (model/schema.h): with one of these alone the validator may be content.
const unsayable = new Set([
  "wrong_check_digit", "wrong_length", "wrong_character", "too_many_decimals", "before_start", "year_out_of_range", "attachments_too_large",
]);

const forms = JSON.parse(execFileSync(process.argv[2], { encoding: "utf8", maxBuffer: 1 << 28 }));
const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false, formats: { date: true } });
const counts = { accepted: 0, refused: 0, unsayable: 0 };
const wrong = [];

for (const { schema, cases } of forms) {
  const validate = ajv.compile(schema);
  for (const { instance, codes } of cases) {
    const accepted = validate(instance);
    const sayable = codes.filter((code) => !unsayable.has(code));
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
console.log(`${forms.length} schemas, ${JSON.stringify(counts)}, ${wrong.length} disagreements`);
const enough = forms.length === 16 && counts.accepted > 500 && counts.refused > 500;
process.exit(wrong.length === 0 && enough ? 0 : 1);

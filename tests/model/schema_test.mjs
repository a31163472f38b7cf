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

for (const each of wrong.slice(0, 5)) console.log(JSON.stringify(each).slice(0, 3000));
console.log(`${forms.length} schemas, ${JSON.stringify(counts)}, ${wrong.length} disagreements`);
const enough = forms.length === 16 && counts.accepted > 500 && counts.refused > 500;
process.exit(wrong.length === 0 && enough ? 0 : 1);

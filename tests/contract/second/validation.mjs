// Judges content by the catalogue's own words (assets/catalogue/README.md), for the second backend. Written from that text alone.
import Ajv from 'ajv';

const fault = (pointer, code, params = {}) => ({ pointer, code, params });
const is_blank = (value) => value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
const as_text = (value) => (value === undefined || value === null ? '' : String(value));

// ---- identifiers -------------------------------------------------------------------------------------------------------------------

function weighted(digits, weights) {
  return [...digits].reduce((sum, digit, index) => sum + (digit === 'X' ? 10 : Number(digit)) * weights[index], 0);
}
const checks = {
  issn(text) {
    const digits = text.toUpperCase().replace('-', '');
    if (!/^\d{7}[\dX]$/.test(digits)) return 'wrong_format';
    return weighted(digits, [8, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0 ? null : 'wrong_check_digit';
  },
  isbn(text) {
    const digits = text.toUpperCase().replace(/-/g, '');
    if (/^\d{13}$/.test(digits)) return weighted(digits, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0 ? null : 'wrong_check_digit';
    if (/^\d{9}[\dX]$/.test(digits)) return weighted(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0 ? null : 'wrong_check_digit';
    return 'wrong_format';
  },
};

// ---- a form as a JSON Schema of what its fields may hold ---------------------------------------------------------------------------

function schema_of(field) {
  switch (field.kind) {
    case 'number': return { type: 'number', ...(field.min !== undefined && { minimum: field.min }), ...(field.max !== undefined && { maximum: field.max }), ...(field.above !== undefined && { exclusiveMinimum: field.above }) };
    case 'date': return { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };
    case 'choice': return { type: 'string', enum: field.choices.map((choice) => choice.id) };
    case 'yes_no': return { type: 'boolean' };
    default: return { type: 'string', maxLength: field.length_max ?? (field.kind === 'long_text' ? 2000 : 200) };
  }
}
const code_of = { type: 'wrong_type', minimum: 'too_small', maximum: 'too_large', exclusiveMinimum: 'not_above', enum: 'unknown_choice', pattern: 'not_a_date', maxLength: 'too_long' };

export class Judge {
  constructor(catalogue) {
    this.catalogue = catalogue;
    this.ajv = new Ajv({ allErrors: true, strict: false });
    this.schemas = new Map();
  }

  form(id) {
    return this.catalogue.study_forms.find((form) => form.id === id);
  }

  // A condition on a field that is not asked for itself fails.
  holds(form, when, values) {
    return (when ?? []).every(({ field, one_of }) => {
      const named = this.fields(form).find(({ id }) => id === field);
      return one_of.includes(as_text(values[field])) && (!named || this.holds(form, named.when, values));
    });
  }

  fields(form) {
    return [...form.fields, ...this.catalogue.common_fields];
  }

  // Faults of the content; `whole`: as it is submitted, else as a draft.
  judge({ study_form, values, attachments }, role, year, whole) {
    const form = this.form(study_form);
    if (!form) return [fault('/study_form', 'unknown_study_form')];
    if (form.declarers && !form.declarers.includes(role)) return [fault('/study_form', 'not_allowed_for_role')];
    const faults = [];
    for (const field of this.fields(form)) {
      if (!this.holds(form, field.when, values)) continue;
      const value = values[field.id];
      if (is_blank(value)) {
        if (whole && field.required) faults.push(fault(`/values/${field.id}`, 'required'));
      } else faults.push(...this.judge_field(form, field, value, values, year, whole));
    }
    if (whole)
      for (const material of form.materials) {
        const needed = material.required !== false && !(material.not_for ?? []).includes(role) && this.holds(form, material.when, values);
        if (needed && !attachments.some((attachment) => attachment.material === material.id)) faults.push(fault(`/materials/${material.id}`, 'required_material'));
      }
    return faults;
  }

  judge_field(form, field, value, values, year, whole) {
    const pointer = `/values/${field.id}`;
    const key = `${form.id}/${field.id}`;
    if (!this.schemas.has(key)) this.schemas.set(key, this.ajv.compile(schema_of(field)));
    const valid = this.schemas.get(key);
    if (!valid(value)) {
      const codes = valid.errors.map(({ keyword }) => code_of[keyword]);
      return (whole ? codes : codes.filter((code) => code === 'too_long')).map((code) => fault(pointer, code === 'wrong_type' && field.kind === 'number' ? 'not_a_number' : code));
    }
    if (!whole) return [];
    if (field.kind === 'date') {
      const [y, m, d] = value.split('-').map(Number);
      const date = new Date(Date.UTC(y, m - 1, d));
      if (date.getUTCMonth() !== m - 1 || date.getUTCDate() !== d) return [fault(pointer, 'date_does_not_exist')];
      const earliest = field.not_before && values[field.not_before];
      if (earliest && value < earliest) return [fault(pointer, 'before_start', { field: field.not_before })];
    }
    if (field.years && field.min === undefined && field.max === undefined && (value < year - 5 || value > year))
      return [fault(pointer, 'year_out_of_range', { min: String(year - 5), max: String(year) })];
    const wrong = checks[field.check]?.(value);
    return wrong ? [fault(pointer, wrong)] : [];
  }

  title(content) {
    const form = this.form(content.study_form);
    return form ? as_text(content.values[form.title_field]) : '';
  }
}

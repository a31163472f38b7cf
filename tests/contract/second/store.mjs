// What the second backend remembers, in memory, filled with the demo of assets/demo.
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Judge } from './validation.mjs';
import { Workflow } from './workflow.mjs';

const read = (...parts) => JSON.parse(readFileSync(path.join(...parts), 'utf8'));
const in_china = (ms) => new Date(ms + 8 * 3600_000).toISOString();
export const year_of = (ms) => Number(in_china(ms).slice(0, 4));
export const rfc3339 = (ms) => new Date(ms).toISOString();
export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

export function media_type_of(bytes) {
  if (bytes.length < 16) return '';
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg';
  if (bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))) return 'image/png';
  return bytes.subarray(0, 5).toString() === '%PDF-' ? 'application/pdf' : '';
}

export function new_id(ms) {
  return ms.toString(36).padStart(9, '0') + randomBytes(8).toString('hex');
}

export class Store {
  constructor(assets) {
    const forms = path.join(assets, 'catalogue/forms');
    this.catalogue = { ...read(assets, 'catalogue/catalogue.json'), study_forms: readdirSync(forms).sort().map((name) => read(forms, name)) };
    this.judge = new Judge(this.catalogue);
    this.organisations = new Map();
    this.people = new Map();
    this.accounts = new Map();
    this.sessions = new Map();      // token -> {actor, account, created_ms, used_ms}
    this.declarations = new Map();
    this.attachments = new Map();   // sha256 -> {bytes, media_type, uploaders}
    this.answers = new Map();       // person and key -> {fingerprint, answer}
    this.visits = new Map();        // account -> when it last signed in
    this.failures = new Map();      // name -> {count, blocked_until_ms}
    this.workflow = new Workflow(this.organisations);
  }

  actor_of({ person, role, organisation }) {
    const { id, name, number } = this.people.get(person);
    const { id: organisation_id, name: organisation_name, role: organisation_role } = this.organisations.get(organisation);
    return { person: { id, name, number }, role, organisation: { id: organisation_id, name: organisation_name, role: organisation_role } };
  }

  keep(bytes, uploader) {
    const key = sha256(bytes);
    const known = this.attachments.get(key);
    if (!known) this.attachments.set(key, { bytes, media_type: media_type_of(bytes), uploaders: new Set() });
    this.attachments.get(key).uploaders.add(uploader);
    return { sha256: key, media_type: media_type_of(bytes), size_bytes: bytes.length, was_there: Boolean(known) };
  }

  fill(assets) {
    const demo = path.join(assets, 'demo');
    const now = Date.now();
    for (const organisation of read(demo, 'organisations.json')) this.organisations.set(organisation.id, organisation);
    for (const person of read(demo, 'people.json')) this.people.set(person.id, person);
    const { password, accounts, further_actors } = read(demo, 'accounts.json');
    for (const account of accounts) this.accounts.set(account.name, { ...account, password });
    const actors = new Map([...accounts, ...further_actors].map((account) => [account.name, this.actor_of(account)]));
    const resolved = (value) => {
      const [, kind, days] = /^\{(date|year)-(\d+)\}$/.exec(value) ?? [];
      if (!kind) return value;
      return kind === 'date' ? in_china(now - days * 86_400_000).slice(0, 10) : year_of(now - days * 86_400_000);
    };
    for (const row of read(demo, 'declarations.json')) {
      const declarer = actors.get(row.declarer);
      const at = ({ days_ago }) => rfc3339(now - days_ago * 86_400_000);
      const attachments = (row.files ?? []).map(({ material, file, name }) => {
        const { sha256: key, media_type, size_bytes } = this.keep(readFileSync(path.join(demo, 'files', file)), declarer.person.id);
        return { material, sha256: key, name: name ?? file, media_type, size_bytes };
      });
      const values = Object.fromEntries(Object.entries(row.values).map(([id, value]) => [id, typeof value === 'string' ? resolved(value) : value]));
      const content = { study_form: row.study_form, catalogue_version: this.catalogue.version, values, attachments };
      let record = this.workflow.new_draft(new_id(now - Math.round(row.steps[0].days_ago * 86_400_000)), declarer, this.people.get(row.person ?? declarer.person.id), content, at(row.steps[0]));
      for (const step of row.steps.slice(1)) {
        if (step.action === 'copy') {
          this.declarations.set(record.id, record);
          record = this.copy(record, actors.get(step.by), new_id(now - Math.round(step.days_ago * 86_400_000)), at(step));
        } else record = this.workflow.after(record, actors.get(step.by), step.action, at(step), step.reason);
      }
      this.declarations.set(record.id, record);
    }
    return accounts.map(({ name }) => name);
  }

  copy(record, actor, id, at) {
    const { study_form, catalogue_version, values, attachments } = structuredClone(record);
    return { ...this.workflow.new_draft(id, actor, record.person, { study_form, catalogue_version, values, attachments }, at), copied_from: record.id };
  }

  is_about({ study_forms = [], when = [] }, { study_form, values }) {
    return (study_forms.length === 0 || study_forms.includes(study_form)) && when.every(({ field, one_of }) => one_of.includes(String(values[field] ?? '')));
  }

  conversion_of(record) {
    const { conversions = [] } = this.catalogue.settings;
    const fitting = conversions.filter((rule) => (rule.from_year ?? 0) <= record.values.credited_year && this.is_about(rule, record));
    const most = Math.max(...fitting.map(({ when = [] }) => when.length));
    return fitting.filter(({ when = [] }) => when.length === most).sort((a, b) => (a.from_year ?? 0) - (b.from_year ?? 0)).at(-1);
  }

  hours_of(record) {
    const { claimed_amount: claimed, unit } = record.values;
    const amount = typeof claimed === 'number' && claimed > 0 ? claimed : 0;
    if (unit !== 'credits') return amount;
    const rule = this.conversion_of(record);
    return rule ? Math.round((amount * rule.hours * 100) / rule.credits) / 100 : 0;
  }

  subject_of(record) {
    return (this.catalogue.settings.subjects ?? []).find((rule) => this.is_about(rule, record))?.subject ?? 'professional';
  }

  summary_of(record) {
    const { values } = record;
    return {
      id: record.id, revision: record.revision, state: record.state, study_form: record.study_form, title: this.judge.title(record), person: record.person,
      declared_as: record.declared_as, declaring_organisation: record.declaring_organisation, unit: typeof values.unit === 'string' ? values.unit : '',
      claimed_amount: typeof values.claimed_amount === 'number' ? values.claimed_amount : 0, credited_year: Number.isInteger(values.credited_year) ? values.credited_year : 0,
      subject: this.subject_of(record), hours: this.hours_of(record), conversion: values.unit === 'credits' ? (this.conversion_of(record)?.id ?? '') : '',
      submitted_at: record.submitted_at, updated_at: record.updated_at, next_auditor: this.workflow.next_auditor(record),
    };
  }
}

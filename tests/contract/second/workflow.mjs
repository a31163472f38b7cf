// The life of a declaration, for the second backend: written from the table in ARCHITECTURE.md and the contract's descriptions alone.
const reference = ({ id, name, role }) => ({ id, name, role });
const person_reference = ({ id, name, number }) => ({ id, name, number });

export const declares = (role) => ['professional', 'employer', 'department', 'base'].includes(role);
const all_actions = ['save', 'delete', 'submit', 'withdraw', 'approve', 'reject', 'copy', 'revoke'];
const state_for = { save: 'draft', delete: 'draft', submit: 'draft', withdraw: 'pending', approve: 'pending', reject: 'pending', copy: 'rejected', revoke: 'approved' };

export class Refusal extends Error {
  constructor(code, errors = []) {
    super(code);
    Object.assign(this, { code, errors });
  }
}

export class Workflow {
  constructor(organisations) {
    this.organisations = organisations;  // id -> organisation
  }

  path_up(id) {
    const path = [];
    for (let at = this.organisations.get(id); at; at = this.organisations.get(at.parent)) path.push(at);
    return path;
  }
  is_within(id, top) {
    return this.path_up(id).some((organisation) => organisation.id === top);
  }

  // A professional's begins at the own employer, an organisation's above itself.
  chain({ declared_as, declaring_organisation }) {
    const path = this.path_up(declaring_organisation.id).filter(({ role }) => role !== 'base');
    const above = declared_as === 'professional' ? path : path.filter(({ id }) => id !== declaring_organisation.id);
    return above.map(reference);
  }

  is_declarer(actor, record) {
    if (record.declared_as === 'professional') return actor.role === 'professional' && actor.person.id === record.declarer.id;
    return actor.role === record.declared_as && actor.organisation.id === record.declaring_organisation.id;
  }
  audits(actor, record) {
    return record.chain.some(({ id, role }) => id === actor.organisation.id && role === actor.role);
  }
  may_read(actor, record) {
    if (this.is_declarer(actor, record)) return true;
    if (record.state === 'draft') return false;
    return (actor.role === 'professional' && actor.person.id === record.person.id) || this.audits(actor, record);
  }
  next_auditor(record) {
    return record.state === 'pending' ? record.chain[record.level] : null;
  }

  // Throws not_found, not_allowed, wrong_state.
  check(actor, action, record) {
    if (!this.may_read(actor, record)) throw new Refusal('not_found');
    const is_authority_of_it = actor.role === 'authority' && record.chain.at(-1)?.id === actor.organisation.id;
    const has_part = ['approve', 'reject'].includes(action) ? this.audits(actor, record) : action === 'revoke' ? is_authority_of_it : this.is_declarer(actor, record);
    if (!has_part) throw new Refusal('not_allowed');
    if (record.state !== state_for[action]) throw new Refusal('wrong_state', [{ pointer: '', code: 'wrong_state', params: { state: record.state } }]);
    if (['approve', 'reject'].includes(action) && this.next_auditor(record).id !== actor.organisation.id) throw new Refusal('not_allowed');
  }
  allowed(actor, record) {
    return all_actions.filter((action) => {
      try {
        this.check(actor, action, record);
        return true;
      } catch {
        return false;
      }
    });
  }

  new_draft(id, actor, person, content, at) {
    const record = {
      id, revision: 1, state: 'draft', ...content, person: person_reference(person), declarer: actor.person, declaring_organisation: actor.organisation,
      declared_as: actor.role, chain: [], level: 0, history: [], created_at: at, updated_at: at, copied_from: '', submitted_at: '',
    };
    this.note(record, actor, 'save', at);
    return record;
  }

  note(record, actor, action, at, reason = '') {
    record.history.push({ at, action, by: actor.person, organisation: actor.organisation, to: record.state, reason });
    record.updated_at = at;
  }

  // The record after the step; `check` has been passed.
  after(record, actor, action, at, reason = '') {
    const next = structuredClone(record);
    next.revision += 1;
    if (action === 'submit') Object.assign(next, { state: 'pending', chain: this.chain(record), level: 0, submitted_at: at });
    if (action === 'withdraw') Object.assign(next, { state: 'draft', level: 0 });
    if (action === 'approve') record.level + 1 === record.chain.length ? (next.state = 'approved') : (next.level += 1);
    if (action === 'reject' || action === 'revoke') next.state = 'rejected';
    this.note(next, actor, action, at, reason.trim());
    return next;
  }
}

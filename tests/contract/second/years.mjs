// How a year adds up, for the second backend: by subject and form, caps applied.
const cents = (hours) => Math.round(hours * 100) / 100;
const sum = (numbers) => cents(numbers.reduce((all, one) => all + one, 0));
const latest = (entries, year) => entries.filter(({ from_year = 0 }) => from_year <= year).sort((a, b) => (a.from_year ?? 0) - (b.from_year ?? 0)).at(-1);

export class Years {
  constructor(store) {
    this.store = store;
  }

  targets(year) {
    const { total_hours = null, public_subject_hours = null, professional_subject_hours = null } = latest(this.store.catalogue.settings.targets ?? [], year) ?? {};
    return { total_hours, public_subject_hours, professional_subject_hours };
  }

  of(person, year) {
    const { store } = this;
    const own = [...store.declarations.values()].filter((record) => record.person.id === person && record.values.credited_year === year);
    const forms = new Map();
    for (const record of own) {
      const key = `${record.study_form} ${store.subject_of(record)}`;
      forms.set(key, [...(forms.get(key) ?? []), record]);
    }
    const by_form = [...forms].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, records]) => {
      const [study_form, subject] = key.split(' ');
      const hours = (state) => sum(records.filter((record) => record.state === state).map((record) => store.hours_of(record)));
      const cap_hours = latest((store.catalogue.settings.caps ?? []).filter((cap) => cap.study_form === study_form), year)?.hours_max ?? null;
      const approved = hours('approved'), counted = cap_hours === null ? approved : Math.min(approved, cap_hours);
      return { study_form, subject, approved_hours: counted, cut_hours: cents(approved - counted), pending_hours: hours('pending'), cap_hours };
    }).filter(({ approved_hours, cut_hours, pending_hours }) => approved_hours + cut_hours + pending_hours > 0);
    const targets = this.targets(year);
    const tally = (forms_of, target_hours) => ({ approved_hours: sum(forms_of.map((form) => form.approved_hours)), pending_hours: sum(forms_of.map((form) => form.pending_hours)), target_hours });
    const tallies = {
      total: tally(by_form, targets.total_hours),
      public_subject: tally(by_form.filter(({ subject }) => subject === 'public'), targets.public_subject_hours),
      professional_subject: tally(by_form.filter(({ subject }) => subject === 'professional'), targets.professional_subject_hours),
    };
    const asked = Object.values(tallies).filter(({ target_hours }) => target_hours !== null);
    const reached = asked.length === 0 ? null : asked.every(({ approved_hours, target_hours }) => approved_hours >= target_hours);
    const in_credits = own.filter(({ state, values }) => state === 'approved' && values.unit === 'credits');
    const rules = [...new Set(in_credits.map((record) => store.conversion_of(record)?.id ?? ''))].sort();
    const conversions = rules.map((conversion) => {
      const records = in_credits.filter((record) => (store.conversion_of(record)?.id ?? '') === conversion);
      return { conversion, credits: sum(records.map(({ values }) => values.claimed_amount)), hours: sum(records.map((record) => store.hours_of(record))) };
    });
    return { year, ...tallies, reached, by_form, conversions };
  }

  of_people(top, year, { q, reached, limit, after }) {
    const { store } = this;
    const roles = (person) => [...store.accounts.values()].filter((account) => account.person === person).map(({ role }) => role);
    const counted = (person) => roles(person.id).length === 0 || roles(person.id).includes('professional');
    const people = [...store.people.values()]
      .filter((person) => store.workflow.is_within(person.organisation, top) && counted(person) && `${person.name}\n${person.number}`.toLowerCase().includes(q))
      .sort((a, b) => Buffer.compare(Buffer.from(`${a.name}\0${a.id}`), Buffer.from(`${b.name}\0${b.id}`)))
      .map((person) => {
        const { id, name, role } = store.organisations.get(person.organisation);
        const { total, public_subject, professional_subject, reached: has } = this.of(person.id, year);
        return { person: { id: person.id, name: person.name, number: person.number }, organisation: { id, name, role }, total, public_subject, professional_subject, reached: has };
      });
    const counts = (some) => ({ all: some.length, reached: some.filter((one) => one.reached).length, not_reached: some.filter((one) => !one.reached).length });
    const ids = [...new Set(people.map(({ organisation }) => organisation.id))].sort();
    const organisations = ids.map((id) => people.filter(({ organisation }) => organisation.id === id)).map((some) => ({ organisation: some[0].organisation, counts: counts(some) }));
    const found = reached === undefined ? people : people.filter((one) => String(Boolean(one.reached)) === reached);
    const more = found.length > after + limit;
    return { year, targets: this.targets(year), items: found.slice(after, after + limit), counts: counts(people), organisations, total: found.length, next_cursor: more ? String(after + limit) : null };
  }
}

#include "ui/views/rule_check.h"

#include <algorithm>
#include <cmath>

#include "model/validation.h"
#include "ui/views/declare_parts.h"
#include "ui/views/format.h"
#include "ui/widgets/widgets.h"

namespace portal::ui {

namespace {

// Facts of a sentence that is put together: the form's fields by id.
struct Words {
  const Frame& frame;
  const model::StudyForm& form;
  const model::DeclarationContent& content;

  const model::Field* field(const std::string& id) const { return model::find_field(*frame.state.catalogue, form, id); }

  std::string label(const std::string& id) const {
    const model::Field* found = field(id);
    return found ? frame.texts(found->label) : id;
  }

  std::string labels(const std::vector<std::string>& ids) const {
    std::string all;
    for (const std::string& id : ids) all += (all.empty() ? "" : frame.texts("check.and")) + frame.texts("check.quoted", {{"label", label(id)}});
    return all;
  }

  // "级别 国家级，本人排名 2", in the order of the form.
  std::string inputs(const model::EstimateStep& step) const {
    std::string all;
    for (const model::Field* one : model::fields_of(*frame.state.catalogue, form)) {
      if (!step.inputs.contains(one->id)) continue;
      const std::string value = value_text(frame.texts, *one, model::member(content.values, one->id));
      all += (all.empty() ? "" : frame.texts("check.comma")) + frame.texts("check.input", {{"label", frame.texts(one->label)}, {"value", value}});
    }
    return all;
  }

  std::string step(const model::EstimateStep& step) const {
    const Params numbers = {{"hours", format_number(step.hours)},
                            {"count", format_number(std::round(step.count * 10) / 10)},
                            {"each", format_number(step.hours_each)},
                            {"inputs", inputs(step)}};
    return frame.texts("check.step." + std::string(model::name_of(step.kind)), numbers);
  }
};

std::string headline(const Words& words, const model::Estimate& estimate) {
  const Texts& texts = words.frame.texts;
  if (!estimate.steps.empty() && !estimate.unlisted) {
    const std::string key = estimate.hours < estimate.rule_hours ? "check.estimate_capped" : "check.estimate";
    return texts(key, {{"hours", format_number(estimate.hours)}, {"rule_hours", format_number(estimate.rule_hours)}});
  }
  if (estimate.unlisted) return texts("check.unlisted");
  if (!estimate.missing.empty()) return texts("check.missing", {{"fields", words.labels(estimate.missing)}});
  return texts("check.no_rule");
}

std::string basis(const Frame& frame, const model::Rule& rule) {
  std::string text = frame.texts(rule.note);
  if (!text.empty()) text += frame.texts("check.stop");
  text += frame.texts("check.source", {{"source", rule.source}});
  if (!rule.verified) text += frame.texts("check.not_verified");
  return text;
}

void line(Frame& frame, Column& column, std::string_view id, const std::string& text, const Frame::TextStyle& style) {
  column.skip(frame.metrics.gap_small);
  paragraph(frame, column, id, text, style);
}

}  // namespace

void estimate_lines(Frame& frame, Column& column, const model::StudyForm& form, const model::DeclarationContent& content,
                    const model::Estimate& estimate) {
  const Words words{frame, form, content};
  const Frame::TextStyle plain = frame.style_text(), muted = frame.style_muted();
  Frame::TextStyle strong = plain;
  strong.strong = true;
  paragraph(frame, column, "estimate", headline(words, estimate), strong);
  for (const model::EstimateStep& step : estimate.steps) {
    Scope scope(frame, "rule_" + step.rule);
    line(frame, column, "step", words.step(step), plain);
    const auto rule = std::ranges::find(form.rules, step.rule, &model::Rule::id);
    if (rule != form.rules.end()) paragraph(frame, column, "basis", basis(frame, *rule), muted);
  }
  if (!estimate.steps.empty() && !estimate.missing.empty())
    line(frame, column, "missing", frame.texts("check.missing_more", {{"fields", words.labels(estimate.missing)}}), plain);
  const std::string year = std::to_string(model::credited_year(content));
  if (estimate.already_hours > 0)
    line(frame, column, "already", frame.texts("check.already", {{"year", year}, {"hours", format_number(estimate.already_hours)}}), plain);
  if (estimate.cap_hours) line(frame, column, "cap", frame.texts("check.cap", {{"cap", format_number(*estimate.cap_hours)}}), plain);
}

namespace {

// The other declaration, to be looked at beside this one.
void duplicate_link(Frame& frame, Column& column, const model::Duplicate& duplicate) {
  const std::string label = frame.texts("check.open_duplicate", {{"title", duplicate.title}});
  const std::string id = "duplicate_" + duplicate.id;
  LinkSpec spec;
  spec.id = id;
  spec.label = label;
  spec.href = "#/declarations/" + duplicate.id;
  spec.wraps = true;
  const float width = std::min(std::ceil(frame.text_width(label, frame.style_text())) + 2, column.width);
  const Rect rect = column.take(link_height(frame, label, width));
  link(frame, {rect.x, rect.y, width, rect.h}, spec);
}

void missing_materials(Frame& frame, Column& column, const model::StudyForm& form, const model::Declaration& declaration) {
  const model::Errors errors = model::validate(*frame.state.catalogue, declaration.content, {declaration.declared_as, 0, model::Strictness::kSubmit});
  std::string names;
  for (const model::Material& material : form.materials) {
    const bool missing = std::ranges::any_of(errors, [&](const model::Error& error) {
      return error.code == "required_material" && error.pointer == "/materials/" + material.id;
    });
    if (missing) names += (names.empty() ? "" : frame.texts("common.separator")) + frame.texts(material.label);
  }
  column.skip(frame.metrics.gap_small);
  if (names.empty()) return paragraph(frame, column, "materials", frame.texts("check.materials_complete"));
  notice_bar(frame, column, "materials", frame.texts("check.materials_missing", {{"materials", names}}), Tone::kWarning, false);
}

}  // namespace

void check_card(Frame& frame, Column& column, const DetailState& detail) {
  const State& state = frame.state;
  const model::StudyForm* form = state.catalogue ? state.catalogue->find_form(detail.declaration->content.study_form) : nullptr;
  if (!detail.check || !form) return;
  const model::DeclarationContent& content = detail.declaration->content;
  Scope scope(frame, "check");
  Card card = begin_card(frame, column);
  heading(frame, card.content, 2, "title", frame.texts("check.audit_title"));
  card.content.skip(frame.metrics.gap_small);
  const std::string claimed = format_amount(frame.texts, model::claimed_amount(content), model::claim_unit(content));
  paragraph(frame, card.content, "claimed", frame.texts("check.claimed", {{"amount", claimed}}));
  card.content.skip(frame.metrics.gap_small);
  estimate_lines(frame, card.content, *form, content, model::estimate(*state.catalogue, content, detail.check->credited));
  missing_materials(frame, card.content, *form, *detail.declaration);
  const std::vector<model::Warning> found = model::warnings(*state.catalogue, content, *detail.check);
  for (std::size_t i = 0; i < found.size(); ++i) {
    card.content.skip(frame.metrics.gap_small);
    notice_bar(frame, card.content, "warning_" + std::to_string(i), warning_text(frame, found[i]), Tone::kWarning, false);
  }
  for (const model::Duplicate& duplicate : detail.check->duplicates) duplicate_link(frame, card.content, duplicate);
  if (found.empty()) {
    card.content.skip(frame.metrics.gap_small);
    paragraph(frame, card.content, "no_warnings", frame.texts("check.no_warnings"));
  }
  end_card(frame, column, card);
  column.skip(frame.metrics.gap);
}

std::string warning_text(const Frame& frame, const model::Warning& warning) {
  return error_text(frame, {warning.code, warning.pointer, warning.params});
}

std::vector<model::Warning> warnings_of_form(const State& state) {
  return model::warnings(*state.catalogue, content_of(state.declare), check_facts_of(state));
}

std::string warnings_at(const Frame& frame, std::span<const model::Warning> warnings, std::string_view pointer) {
  std::string text;
  for (const model::Warning& warning : warnings)
    if (warning.pointer == pointer) text += (text.empty() ? "" : "\n") + warning_text(frame, warning);
  return text;
}

}  // namespace portal::ui

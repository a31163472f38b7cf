// The lists: 申报进度查询 with the year so far, 审核, and 单位申报记录.
#include "model/workflow.h"
#include "ui/views/format.h"
#include "ui/views/record_table.h"
#include "ui/views/views.h"
#include "ui/widgets/widgets.h"

namespace portal::ui {

namespace {

void year_summary(Frame& frame, Column& column) {
  if (!frame.state.summary) return;
  const model::Tally& tally = frame.state.summary->professional_subject;
  Scope scope(frame, "summary");
  Card card = begin_card(frame, column);
  heading(frame, card.content, 2, "title", frame.texts("summary.title", {{"year", std::to_string(frame.state.summary->year)}}));
  card.content.skip(frame.metrics.gap_small);
  const std::string text = frame.texts("summary.progress", {{"approved", format_number(tally.approved_hours)},
                                                            {"target", format_number(tally.target_hours.value_or(0))}});
  Frame::TextStyle strong = frame.style_text();
  strong.strong = true;
  paragraph(frame, card.content, "progress", text, strong);
  card.content.skip(frame.metrics.gap_small);
  const double target = tally.target_hours.value_or(0);
  const float fraction = static_cast<float>(tally.approved_hours / (target > 0 ? target : 1));
  progress_bar(frame, card.content.take(frame.metrics.gap_small), "bar", text, fraction > 1 ? 1 : fraction);
  if (target > 0 && tally.approved_hours >= target) {
    card.content.skip(frame.metrics.gap_small);
    paragraph(frame, card.content, "reached", frame.texts("summary.reached"));
  }
  if (tally.pending_hours > 0) {
    card.content.skip(frame.metrics.gap_small);
    paragraph(frame, card.content, "pending",
              frame.texts("summary.pending_text", {{"pending", format_number(tally.pending_hours)}}), frame.style_muted());
  }
  end_card(frame, column, card);
  column.skip(frame.metrics.gap_large);
}

// Organisations are asked for four filters; a draft of theirs must not be out of reach all the same.
enum class Drafts { kAlways, kWhereThereAreSome };

// Returns what the selected tab is called.
std::string state_tabs(Frame& frame, Column& column, const ListState& list, Drafts drafts) {
  using State = model::DeclarationState;
  struct Item {
    std::string_view id;
    std::optional<State> state;
    long long count;
  };
  const model::StateCounts& counts = list.counts;
  std::vector<Item> items = {{"all", std::nullopt, counts.all},
                             {"draft", State::kDraft, counts.draft},
                             {"pending", State::kPending, counts.pending},
                             {"approved", State::kApproved, counts.approved},
                             {"rejected", State::kRejected, counts.rejected}};
  const bool drafts_shown = drafts == Drafts::kAlways || counts.draft > 0 || list.query.state == State::kDraft;
  if (!drafts_shown) items.erase(items.begin() + 1);
  std::vector<TabSpec> tabs;
  int selected = 0;
  for (const Item& item : items) {
    if (item.state == list.query.state) selected = static_cast<int>(tabs.size());
    tabs.push_back({item.id, frame.texts("state." + std::string(item.id)), list.loaded ? std::to_string(item.count) : ""});
  }
  const int pressed = tab_bar(frame, column, "tabs", frame.texts("progress.tabs"), tabs, selected);
  if (pressed >= 0 && pressed != selected) {
    model::DeclarationQuery query = list.query;
    query.state = items[static_cast<std::size_t>(pressed)].state;
    frame.emit(ListQueryChanged{query});
  }
  return tabs[static_cast<std::size_t>(selected)].label;
}

}  // namespace

void progress_view(Frame& frame, Column& column) {
  const ListState& list = frame.state.progress;
  heading(frame, column, 1, "heading", frame.texts("progress.title"));
  column.skip(frame.metrics.gap);
  todo_band(frame, column);
  Scope scope(frame, "progress");
  year_summary(frame, column);
  const std::string tab = state_tabs(frame, column, list, Drafts::kAlways);
  column.skip(frame.metrics.gap);
  begin_tab_panel(frame, column, "tabs", tab);
  const RecordTableTexts texts{"progress.table", "progress.search_label", "progress.search_placeholder", "progress.empty",
                               "progress.empty_filtered", "progress.loading", "progress.count"};
  record_table(frame, column, list, texts, RecordColumns::kOwn);
  end_tab_panel(frame, column);
}

void records_view(Frame& frame, Column& column) {
  const ListState& list = frame.state.records;
  const bool of_region = !model::may_declare(frame.state.session.who->role);
  heading(frame, column, 1, "heading", frame.texts(of_region ? "records.title_of_region" : "records.title"));
  secondary(frame, column, "records_intro", frame.texts(of_region ? "records.intro_of_region" : "records.intro"));
  column.skip(frame.metrics.gap);
  todo_band(frame, column);
  Scope scope(frame, "records");
  const std::string tab = state_tabs(frame, column, list, Drafts::kWhereThereAreSome);
  column.skip(frame.metrics.gap);
  begin_tab_panel(frame, column, "tabs", tab);
  const RecordTableTexts texts{"progress.table", "audit.search_label", "audit.search_placeholder", "records.empty",
                               "progress.empty_filtered", "progress.loading", "progress.count"};
  record_table(frame, column, list, texts, RecordColumns::kOthers);
  end_tab_panel(frame, column);
}

void audit_view(Frame& frame, Column& column) {
  heading(frame, column, 1, "heading", frame.texts("audit.title"));
  secondary(frame, column, "audit_intro", frame.texts("audit.intro"));
  column.skip(frame.metrics.gap);
  todo_band(frame, column);
  Scope scope(frame, "audit");
  refusals(frame, column, frame.texts("audit.refused"), frame.state.audit.refused);
  const RecordTableTexts texts{"audit.table", "audit.search_label", "audit.search_placeholder", "audit.empty",
                               "audit.empty_filtered", "audit.loading", "audit.count"};
  record_table(frame, column, frame.state.audit, texts, RecordColumns::kToAudit);
}

}  // namespace portal::ui

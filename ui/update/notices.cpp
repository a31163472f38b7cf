#include "ui/update/notices.h"

#include "ui/update/handlers.h"

namespace portal::ui {
namespace {

void show(State& state, Notice notice, Effects& effects) {
  Announce said;
  said.text = notice.text_key;
  said.assertive = notice.kind == Notice::Kind::kProblem;
  said.params = notice.params;
  effects.push_back(std::move(said));
  state.notice = std::move(notice);
}

}  // namespace

void show_success(State& state, std::string text_key, Effects& effects, NoticeParams params) {
  show(state, {Notice::Kind::kSuccess, std::move(text_key), std::move(params)}, effects);
}

void show_info(State& state, std::string text_key, Effects& effects, NoticeParams params) {
  show(state, {Notice::Kind::kInfo, std::move(text_key), std::move(params)}, effects);
}

void show_problem(State& state, const model::Error& error, Effects& effects) {
  show(state, {Notice::Kind::kProblem, "error." + error.code, error.params}, effects);
}

void announce(std::string text_key, Effects& effects, NoticeParams params) {
  effects.push_back(Announce{std::move(text_key), false, std::move(params)});
}

void focus(std::string node, Effects& effects) { effects.push_back(FocusNode{std::move(node)}); }

void handle(State& state, const NoticeDismissed&, Effects& effects) {
  if (!state.notice) return;
  state.notice.reset();
  focus("heading", effects);
}

}  // namespace portal::ui

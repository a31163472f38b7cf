// A user's story, told to update() alone: events in, state and effects out. No ImGui, no browser, no server:
// the test plays the server by answering what was asked.
#pragma once

#include <string>
#include <vector>

#include "model/declaration.h"
#include "ui/update.h"

namespace portal::ui {

// One line for an effect, whole: equal lines, equal effects.
std::string described(const Effect& effect);
// What a reload or a comparison may look at: everything that the user typed and what is under way.
std::string described(const State& state);

class Story {
 public:
  State state;
  Effects effects;               // of the last event
  std::vector<std::string> log;  // of all events
  Effects all;

  Effects& on(const Event& event);

  // ---- the page
  void start(const std::string& fragment = "#/", std::map<std::string, std::string> stored = {});
  void start_signed_in(const std::string& fragment = "#/", const std::string& role = "professional",
                       std::map<std::string, std::string> stored = {});
  void sign_in(const std::string& person = "p1", const std::string& role = "professional");
  void type(const std::string& field, const std::string& text) { on(FieldEdited{field, text}); }
  void type_all();  // everything that the form "talk" requires
  // Chooses a picture and lets it arrive; the attachment's hash is made of `mark`.
  void attach(const std::string& material = "proof", char mark = 'a');
  static ChosenFile picture(FileHandle file, long long size_bytes = 1000);

  // ---- the server's side: the newest request whose method and path begin so and that is still open
  const HttpRequest* asked(const std::string& method, const std::string& path_start) const;
  Effects& answer(const HttpRequest* request, int status, const model::Json& body = nullptr, int retry_after_s = 0);
  Effects& answer(const std::string& method, const std::string& path_start, int status, const model::Json& body = nullptr);
  int count_sent(const std::string& method, const std::string& path_start) const;

  static model::Json session(const std::string& person, const std::string& role);
  static model::Json catalogue();
  static model::Json declaration(const std::string& id, long long revision, const std::string& state = "draft");
  static model::Json row(const std::string& id, long long revision = 1, const std::string& state = "draft");
  static model::Json page(const std::vector<model::Json>& rows, const model::Json& next_cursor = nullptr);
  static model::Json problem(const std::string& code, const model::Json& errors = model::Json::array());

  // ---- of the last event
  template <class T>
  const T* find() const {
    for (const Effect& effect : effects)
      if (const T* found = std::get_if<T>(&effect)) return found;
    return nullptr;
  }
  bool focuses(const std::string& node) const;
  bool starts_timer(const std::string& name, int delay_ms) const;
  std::string navigated() const;  // fragment of the last Navigate, ""
  std::string notice() const { return state.notice ? state.notice->text_key : ""; }
};

}  // namespace portal::ui

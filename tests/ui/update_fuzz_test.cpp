// Any events in any order: never a crash, never an endless answer, never a typed text lost, twice the same.
#include <gtest/gtest.h>

#include <random>

#include "tests/ui/update_story.h"

namespace portal::ui {
namespace {

using model::Json;

// A seeded user with a moody server, a foreign backend and a bad line.
class Chaos {
 public:
  explicit Chaos(unsigned seed) : random_(seed) {}
  Story story;
  std::map<std::string, std::string> typed;  // by field, since the declaration on the page was begun
  unsigned editing = 0;

  void step() {
    const Event event = next_event();
    const unsigned before = story.state.declare.editing;
    const bool could_type = may_type();
    story.on(event);
    if (story.state.declare.editing != before || story.state.declare.editing != editing) {
      typed.clear();
      editing = story.state.declare.editing;
    }
    const FieldEdited* edit = std::get_if<FieldEdited>(&event);
    if (edit && could_type && story.state.declare.typed.contains(edit->field)) typed[edit->field] = edit->text;
  }

 private:
  template <class T>
  const T& one_of(const std::vector<T>& items) {
    return items[random_() % items.size()];
  }
  unsigned small() { return static_cast<unsigned>(random_() % 6); }
  bool may_type() const {
    const DeclareState& declare = story.state.declare;
    return (declare.busy == DeclareState::Busy::kNo || declare.busy == DeclareState::Busy::kSaving) && !declare.failure;
  }

  std::string fragment() {
    return one_of<std::string>({"#/", "#/declare", "#/declare/talk", "#/declare/paper", "#/declare/unknown", "#/progress",
                                "#/progress?state=draft", "#/audit", "#/people", "#/people/p1", "#/organisations", "#/year", "#/year?year=2025&reached=true", "#/declarations/d1", "#/declarations/d1/edit",
                                "#/declarations/d2/edit", "#/nonsense", "#main", ""});
  }
  std::string id() { return one_of<std::string>({"d1", "d2", "a", ""}); }
  std::string text() {
    return one_of<std::string>({"", "x", "2026-03-04", "12", "冰川\xF0\xAC\xAD\x8E", "\xFF\xFE", "true", std::string(3000, 'y')});
  }
  std::string field() {
    return one_of<std::string>({"title", "start", "end", "was_read", "paper", "claimed_amount", "note", "nowhere"});
  }

  std::string body() {
    switch (random_() % 12) {
      case 0: return "";
      case 1: return "{";
      case 2: return "[]";
      case 3: return "{\"items\":[1],\"person\":[],\"values\":3}";
      case 4: return model::dump_json(Story::problem("stale"));
      case 5: {
        Json problem = Story::problem("invalid", Json::array({{{"pointer", "/values/title"}, {"code", "required"}},
                                                              {{"pointer", "/attachments/9"}, {"code", "x"}},
                                                              7}));
        problem["current"] = Story::declaration("d1", 9);
        return model::dump_json(problem);
      }
      case 6: return model::dump_json(Story::page({Story::row("d1", 3), Story::row("d2")}, random_() % 2 ? Json("c") : Json()));
      case 7: return model::dump_json(Story::session(random_() % 3 ? "p1" : "p2", random_() % 3 ? "professional" : "employer"));
      case 8: return model::dump_json(Story::catalogue());
      case 9: return model::dump_json(Story::declaration("d2", 1));
      default: return model::dump_json(Story::declaration("d1", 2, random_() % 3 ? "draft" : "pending"));
    }
  }

  Event reply() {
    std::vector<RequestId> open;
    for (const auto& [request, pending] : story.state.requests) open.push_back(request);
    const RequestId request = open.empty() || random_() % 10 == 0 ? small() : one_of(open);
    const int status = one_of<int>({0, 0, 200, 200, 200, 200, 201, 204, 400, 401, 403, 404, 409, 412, 413, 422, 429, 500, 503});
    return HttpReplied{request, status, "", static_cast<int>(small()), body()};
  }

  Event upload_ended() {
    std::vector<RequestId> open{0};
    for (const auto& [key, upload] : story.state.declare.uploads) open.push_back(upload.request);
    const std::string hash(64, static_cast<char>('a' + small()));
    return UploadEnded{one_of(open), one_of<int>({0, 200, 201, 401, 413, 422, 503}), random_() % 4 ? hash : "bad", 0, body()};
  }

  Event next_event() {
    switch (random_() % 43) {
      case 0: return LinkFollowed{fragment()};
      case 1: return LocationChanged{fragment()};
      case 2:
      case 3:
      case 4:
      case 5:
      case 6:
      case 7: return reply();
      case 8:
      case 9:
      case 10: return FieldEdited{field(), text()};
      case 11:
        return FilesChosen{"declare/material/" + one_of<std::string>({"proof", "cover", "extra"}),
                           {Story::picture(small()), Story::picture(small(), small())}};
      case 12:
      case 13: return upload_ended();
      case 14: return UploadProgressed{small(), small(), static_cast<long long>(small())};
      case 15:
        return TimerFired{
            one_of<std::string>({"autosave", "search", "retry/1", "retry/9", "staff", "upload/1", "upload/", "retry/", "x"})};
      case 16: return SignInEdited{text(), text()};
      case 17: return SignInRequested{};
      case 18: return random_() % 20 ? Event(RetryRequested{}) : Event(SignOutRequested{});
      case 19: return StudyFormChosen{one_of<std::string>({"talk", "paper", "unknown", ""})};
      case 20: return SaveDraftRequested{};
      case 21: return SubmitRequested{};
      case 22: return random_() % 10 ? Event(FieldLeft{field()}) : Event(DiscardEditsRequested{});
      case 23: return AttachmentRemoved{small()};
      case 24: return AttachmentRetried{small()};
      case 25: return ConflictResolved{random_() % 2 == 0};
      case 26: {
        model::DeclarationQuery query;
        query.search = text();
        return ListQueryChanged{query};
      }
      case 27: return ListMoreWanted{};
      case 28: return DialogOpened{static_cast<DialogOpened::Kind>(random_() % 7), random_() % 2 ? id() : field()};
      case 29: return DialogDismissed{};
      case 30: return ReasonEdited{text()};
      case 31: return DialogConfirmed{};
      case 32: return CalendarMoved{static_cast<int>(small()) - 3};
      case 33: {
        Preferences preferences = preferences_from_text(text());
        preferences.language = one_of<std::string>({"", "zh-CN", "en", "xx"});
        preferences.care_mode = random_() % 2 == 0;
        return PreferencesChanged{preferences};
      }
      case 34: return TextsLoaded{one_of<std::string>({"zh-CN", "en", "xx", ""}), random_() % 2 == 0};
      case 35: return SpeechEnded{static_cast<SpeechEnded::Outcome>(random_() % 4)};
      case 36: return random_() % 2 ? Event(ReadingRequested{text()}) : Event(ReadingStopped{});
      case 37: return FormOpened{static_cast<FormKind>(random_() % 10), id(), "heading"};
      case 38: return FormFieldEdited{one_of<std::string>({"name", "account", "password", "repeated", "current", "closed"}), text()};
      case 39: return random_() % 3 ? Event(FormConfirmed{}) : Event(FormDismissed{});
      case 40: return random_() % 2 ? Event(StaffSearched{text()}) : Event(StaffMoreWanted{});
      default: return ActionRequested{static_cast<model::Action>(random_() % 8), id()};
    }
  }

  std::mt19937 random_;
};

// Words stay as they were typed; a date or number that was left may show in its normal form.
bool is_kept(const State& state, const std::string& field, const std::string& text) {
  const auto typed = state.declare.typed.find(field);
  if (text.empty()) return true;  // a change of the study form may bring back what is kept for it
  if (typed == state.declare.typed.end()) return state.declare.values_set_aside.contains(field);
  const bool has_normal_form = field == "start" || field == "end" || field == "claimed_amount";
  return typed->second == text || (has_normal_form && state.declare.values.contains(field));
}

TEST(Update, NeverCrashesAndNeverLosesTypedTextWhateverHappens) {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    Chaos chaos(seed);
    chaos.story.start_signed_in("#/declare/talk");
    chaos.editing = chaos.story.state.declare.editing;
    for (int i = 0; i < 400; ++i) {
      chaos.step();
      ASSERT_LT(chaos.story.effects.size(), 300u) << seed << " " << i;
      ASSERT_LT(chaos.story.state.requests.size(), 200u);
      ASSERT_LE(chaos.story.state.declare.uploads.size(), 200u);
      for (const auto& [field, text] : chaos.typed)
        ASSERT_TRUE(is_kept(chaos.story.state, field, text)) << "seed " << seed << " step " << i << " field " << field;
    }
  }
}

TEST(Update, GivesEverythingTypedBackAfterAReload) {
  const std::vector<std::string> fields = {"title", "paper", "note", "journal", "claimed_amount"};
  for (unsigned seed = 1; seed <= 60; ++seed) {
    std::mt19937 random(seed);
    Story story;
    story.start_signed_in("#/declare/talk");
    for (unsigned i = 0; i < 30; ++i) {
      if (random() % 6 == 0) story.on(StudyFormChosen{random() % 2 ? "talk" : "paper"});
      story.type(fields[random() % fields.size()], "text " + std::to_string(i));
      if (random() % 9 == 0) story.on(LinkFollowed{random() % 2 ? "#/progress" : "#/declare"});
    }
    story.on(TimerFired{"autosave"});
    Story reloaded;
    reloaded.start_signed_in("#/declare/" + story.state.declare.study_form, "professional", story.state.stored);
    EXPECT_EQ(reloaded.state.declare.typed, story.state.declare.typed) << seed;
    EXPECT_EQ(reloaded.state.declare.values_set_aside, story.state.declare.values_set_aside) << seed;
  }
}

TEST(Update, SurvivesAnythingBeforeItHasACatalogueOrAPerson) {
  for (unsigned seed = 300; seed < 330; ++seed) {
    Chaos chaos(seed);
    if (seed % 2) chaos.story.on(Started{"s", "#/declare/talk", {}});
    for (int i = 0; i < 300; ++i) chaos.step();
  }
}

TEST(Update, IsTheSameTwice) {
  for (unsigned seed = 100; seed < 110; ++seed) {
    Chaos first(seed), second(seed);
    for (Chaos* chaos : {&first, &second}) {
      chaos->story.start_signed_in("#/declare/talk");
      for (int i = 0; i < 300; ++i) chaos->step();
    }
    ASSERT_EQ(first.story.log, second.story.log);
    ASSERT_EQ(described(first.story.state), described(second.story.state));
  }
}

// Every POST has a key of the contract's shape, and one key never goes with two bodies.
TEST(Update, NeverSendsOneKeyWithTwoBodies) {
  for (unsigned seed = 200; seed < 240; ++seed) {
    Chaos chaos(seed);
    chaos.story.start_signed_in("#/declare/talk");
    for (int i = 0; i < 400; ++i) chaos.step();
    std::map<std::string, std::string> sent;
    for (const Effect& effect : chaos.story.all) {
      const HttpRequest* request = std::get_if<HttpRequest>(&effect);
      if (!request || request->method != "POST") continue;
      ASSERT_GE(request->idempotency_key.size(), 16u);
      ASSERT_LE(request->idempotency_key.size(), 64u);
      const std::string what = request->path + request->body;
      const auto [known, is_new] = sent.emplace(request->idempotency_key, what);
      ASSERT_EQ(known->second, what);
    }
  }
}

}  // namespace
}  // namespace portal::ui

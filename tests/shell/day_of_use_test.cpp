// A client that is used all day: what it holds does not grow with what was looked at.
#include <gtest/gtest.h>
#include <malloc.h>

#include "shell/render/software_painter.h"
#include "tests/ui/harness.h"
#include "tests/ui/update_story.h"

namespace portal::test {
namespace {

using ui::Story;

constexpr int kViewChanges = 10'000;
constexpr int kWarmUp = 500;
constexpr std::size_t kSlack = 256 * 1024;  // bytes: tables that double, freed parts that cannot be joined

const char* const kPlaces[] = {"#/progress", "#/declare/06", "#/declarations/d1", "#/progress?state=pending", "#/year", "#/declare/03", "#/declare", "#/nowhere"};

std::string list_of_records() {
  std::vector<model::Json> rows;
  for (int i = 0; i < 50; ++i) rows.push_back(Story::row("d" + std::to_string(i), 1 + i % 3, i % 2 ? "approved" : "pending"));
  return Story::page(rows).dump();
}

class Day {
 public:
  Day() {
    page_.start("#/progress");
    page_.reply("GET", "/catalogue", 200, real_catalogue_json().dump());
    page_.reply("GET", "/session", 200, Story::session("p1", "professional").dump());
  }

  void change_view(int number) {
    page_.post(ui::LocationChanged{kPlaces[static_cast<std::size_t>(number) % std::size(kPlaces)]});
    for (int i = 0; i < 10 && !page_.waiting().empty(); ++i) answer(page_.waiting().front());
    painter_.paint(*ImGui::GetDrawData(), page_.runtime().palette().page);
    page_.forget_effects();
  }

 private:
  void answer(const ui::HttpRequest& request) {
    if (request.path == "/declarations/d1") return page_.reply(request.method, request.path, 200, declaration_, "\"1\"");
    if (request.path.starts_with("/declarations")) return page_.reply(request.method, request.path, 200, list_);
    page_.reply(request.method, request.path, 404, Story::problem("not_found").dump());
  }

  Page page_;
  shell::SoftwarePainter painter_;
  const std::string list_ = list_of_records();
  const std::string declaration_ = Story::declaration("d1", 1, "pending").dump();
};

TEST(DayOfUse, TenThousandViewsHoldNoMoreThanFiveHundred) {
  Day day;
  std::size_t before = 0, most = 0;
  for (int i = 0; i < kViewChanges; ++i) {
    day.change_view(i);
    if (i % static_cast<int>(std::size(kPlaces)) != 0) continue;  // at the same view
    const std::size_t held = mallinfo2().uordblks;
    if (i < kWarmUp) before = std::max(before, held);
    most = std::max(most, held);
  }
  EXPECT_LE(most, before + kSlack) << "after " << kWarmUp << " views: " << before << " bytes";
}

}  // namespace
}  // namespace portal::test

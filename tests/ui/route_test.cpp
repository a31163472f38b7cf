// URL = place: every place has an address, and any address leads somewhere.
#include "ui/route.h"

#include <gtest/gtest.h>

#include <random>

#include "ui/update/url.h"

namespace portal::ui {
namespace {

TEST(Route, ComesBackFromItsOwnAddress) {
  for (const char* fragment :
       {"#/", "#/declare", "#/declare/06", "#/declarations/d1", "#/declarations/d1/edit", "#/progress", "#/audit",
        "#/progress?state=pending", "#/progress?state=draft&q=%E5%86%B0%26&sort=title&order=asc", "#/audit?q=a%20b", "#/year", "#/year?year=2025&reached=false&q=%E6%9E%97",
        "#/audit?form=06&year=2025", "#/people", "#/people/p1", "#/organisations", "#/organisations/o%2F1"}) {
    EXPECT_EQ(fragment_of(route_from(fragment)), fragment);
  }
}

TEST(Route, UnderstandsTheParts) {
  EXPECT_EQ(route_from("#/declare/06").study_form, "06");
  EXPECT_EQ(route_from("#/declarations/d1/edit").place, Route::Place::kEdit);
  const Route route = route_from("#/progress?state=approved&q=%E5%86%B0&sort=amount&order=asc");
  EXPECT_EQ(route.query.state, model::DeclarationState::kApproved);
  EXPECT_EQ(route.query.search, "冰");
  EXPECT_EQ(route.query.sort, model::SortKey::kAmount);
  EXPECT_FALSE(route.query.descending);
}

TEST(Route, TakesTheDefaultForAParameterThatItDoesNotKnow) {
  EXPECT_EQ(fragment_of(route_from("#/progress?state=lost&sort=colour&order=up&x=1&q=")), "#/progress");
  EXPECT_EQ(fragment_of(route_from("#/year?year=20260&reached=maybe&x=1")), "#/year");
}

TEST(Route, IsHomeForAnEmptyAddressAndUnknownForANonsensicalOne) {
  for (const char* fragment : {"", "#", "#/", "/"}) EXPECT_EQ(route_from(fragment).place, Route::Place::kHome) << fragment;
  for (const char* fragment : {"#/nowhere", "#/declare/a/b", "#/declarations", "#/progress/x", "#/declarations/d1/view"})
    EXPECT_EQ(route_from(fragment).place, Route::Place::kUnknown) << fragment;
  EXPECT_EQ(route_from("#/" + std::string(10000, 'x')).place, Route::Place::kUnknown);
}

TEST(Route, OfAnyBytesLeadsToAnAddressThatStays) {
  std::mt19937 random(7);
  constexpr std::string_view kAlphabet = "#/?&=%declarationsprogresseditaudityear0aF\xE5\x86\xB0\x01";
  for (int round = 0; round < 20000; ++round) {
    std::string fragment = "#/";
    const std::size_t length = random() % 40;
    while (fragment.size() < length) fragment += kAlphabet[random() % kAlphabet.size()];
    const std::string once = fragment_of(route_from(fragment));
    EXPECT_EQ(fragment_of(route_from(once)), once) << fragment;
  }
}

TEST(Url, EncodesWhatAnAddressCannotHold) {
  EXPECT_EQ(percent_encoded("a b/冰?"), "a%20b%2F%E5%86%B0%3F");
  EXPECT_EQ(percent_decoded("a%20b%2F%E5%86%B0%3F"), "a b/冰?");
  EXPECT_EQ(percent_decoded("100%"), "100%");
  EXPECT_EQ(percent_decoded("%zz%4"), "%zz%4");
}

TEST(Url, CutsATextOnlyBetweenCharacters) {
  EXPECT_EQ(bounded("冰冰", 5), "冰");
  EXPECT_EQ(bounded("abc", 5), "abc");
  EXPECT_EQ(bounded("𬭎", 3), "");
}

}  // namespace
}  // namespace portal::ui

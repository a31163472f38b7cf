// The diff against a mirror that knows nothing but its text: whatever happened to the tree, applying the diff to the
// old mirror gives what the new tree says.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>

#include "model/json.h"
#include "ui/semantics.h"

namespace portal::test {
namespace {

using model::Json;
using ui::Node;
using ui::NodeRole;
using ui::SemanticsTree;

// ---- a small mirror ---------------------------------------------------------------------------------------------

struct Element {
  Json members = Json::object();
  std::string parent;
  std::vector<std::string> children;
};

class Mirror {
 public:
  std::map<std::string, Element> elements;
  Json page = Json::object();
  std::set<std::string> moved;  // by the last diff: elements that were taken out and put elsewhere

  void apply(const std::string& text) {
    moved.clear();
    if (text.empty()) return;
    const Json diff = Json::parse(text);
    for (const Json& id : diff.value("remove", Json::array())) remove(id);
    for (const Json& change : diff.value("upsert", Json::array())) upsert(change);
    for (const char* key : {"title", "language", "page_height", "dialog"}) {
      if (diff.contains(key)) page[key] = diff[key];
    }
  }

  std::vector<std::string> order_from(const std::string& id) const {
    std::vector<std::string> order{id};
    for (const std::string& child : elements.at(id).children) {
      const std::vector<std::string> below = order_from(child);
      order.insert(order.end(), below.begin(), below.end());
    }
    return order;
  }

 private:
  void detach(const std::string& id) {
    const auto parent = elements.find(elements.at(id).parent);
    if (parent != elements.end()) std::erase(parent->second.children, id);
  }

  void remove(const std::string& id) {
    ASSERT_TRUE(elements.contains(id)) << "removes what is not there: " << id;
    detach(id);
    elements.erase(id);
  }

  void upsert(const Json& change) {
    const std::string id = change.at("id");
    const bool is_new = !elements.contains(id);
    Element& element = elements[id];
    if (is_new) {
      ASSERT_TRUE(change.contains("parent") && change.contains("after") && change.contains("role") && change.contains("rect"));
    }
    if (change.contains("after")) {
      if (!is_new) moved.insert(id);
      if (!is_new) detach(id);
      element.parent = change.value("parent", element.parent);
      place(id, element, change.at("after"));
    }
    for (const auto& [key, value] : change.items()) {
      if (key != "after") element.members[key] = value;
    }
  }

  void place(const std::string& id, const Element& element, const std::string& after) {
    if (element.parent.empty()) return;
    ASSERT_TRUE(elements.contains(element.parent)) << id << " comes before its parent";
    std::vector<std::string>& children = elements[element.parent].children;
    auto at = children.begin();
    if (!after.empty()) {
      at = std::find(children.begin(), children.end(), after);
      ASSERT_NE(at, children.end()) << id << " shall stand behind " << after << ", which is not there";
      ++at;
    }
    children.insert(at, id);
  }
};

// ---- what the mirror should hold -----------------------------------------------------------------------------------

Json rect_of(const SemanticsTree& tree, const Node& node) {
  const Node* parent = tree.find(node.parent);
  const auto rounded = [](double v) { return std::round(v * 100) / 100; };
  return {rounded(node.rect.x - (parent ? parent->rect.x : 0)), rounded(node.rect.y - (parent ? parent->rect.y : 0)),
          rounded(node.rect.w), rounded(node.rect.h)};
}

// Parents and their descendants, siblings in the order of the list.
std::vector<std::string> order_of(const SemanticsTree& tree, const std::string& id) {
  std::vector<std::string> order{id};
  for (const Node& node : tree.nodes) {
    if (node.parent != id) continue;
    const std::vector<std::string> below = order_of(tree, node.id);
    order.insert(order.end(), below.begin(), below.end());
  }
  return order;
}

void expect_shows(const Mirror& mirror, const SemanticsTree& tree) {
  EXPECT_EQ(mirror.elements.size(), tree.nodes.size());
  for (const Node& node : tree.nodes) {
    ASSERT_TRUE(mirror.elements.contains(node.id)) << node.id;
    const Json& shown = mirror.elements.at(node.id).members;
    EXPECT_EQ(shown.value("role", ""), ui::name_of(node.role));
    EXPECT_EQ(shown.value("parent", ""), node.parent);
    EXPECT_EQ(shown.value("name", ""), node.name);
    EXPECT_EQ(shown.value("value", ""), node.value);
    EXPECT_EQ(shown.value("invalid", false), node.invalid);
    EXPECT_EQ(shown.value("level", 0), node.level);
    EXPECT_NEAR(shown.value("fraction", -1.0), node.fraction, 0.0051);
    EXPECT_EQ(shown.value("tab_stop", "natural"), node.tab_stop == ui::TabStop::kNo ? "no" : "natural");
    const Json rect = rect_of(tree, node);
    for (int side = 0; side < 4; ++side) EXPECT_NEAR(shown.at("rect").at(side).get<double>(), rect[side].get<double>(), 0.0101) << node.id;
  }
  EXPECT_EQ(mirror.order_from(tree.nodes.at(0).id), order_of(tree, tree.nodes.at(0).id));
  EXPECT_EQ(mirror.page.value("title", ""), tree.title);
  EXPECT_EQ(mirror.page.value("dialog", ""), tree.dialog);
}

// ---- trees ---------------------------------------------------------------------------------------------------------

Node node(std::string id, std::string parent, NodeRole role = NodeRole::kGroup, std::string name = {}) {
  Node made;
  made.id = std::move(id);
  made.parent = std::move(parent);
  made.role = role;
  made.name = std::move(name);
  return made;
}

SemanticsTree tree_of(std::vector<Node> nodes) {
  SemanticsTree tree;
  tree.nodes = std::move(nodes);
  return tree;
}

SemanticsTree random_tree(std::mt19937& random) {
  const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  static const char* const kNames[] = {"", "提交", "a\"b\\c\n", "保存"};
  static const NodeRole kRoles[] = {NodeRole::kGroup, NodeRole::kText, NodeRole::kTextBox, NodeRole::kButton};
  std::vector<std::string> ids;
  for (int i = 0; i < 14; ++i) ids.push_back("n" + std::to_string(i));
  std::shuffle(ids.begin(), ids.end(), random);
  ids.resize(static_cast<std::size_t>(1 + below(14)));
  SemanticsTree tree;
  tree.nodes.push_back(node("page", "", NodeRole::kPage));
  for (const std::string& id : ids) {
    const std::string parent = tree.nodes[static_cast<std::size_t>(below(static_cast<int>(tree.nodes.size())))].id;
    // Mostly the same role for an id, as in the application; now and then another.
    const int role = below(12) == 0 ? below(4) : static_cast<int>(id.back()) % 4;
    Node made = node(id, parent, kRoles[role], kNames[below(4)]);
    made.value = below(3) == 0 ? std::to_string(below(5)) : "";
    made.rect = {static_cast<float>(below(1000)) / 7, static_cast<float>(below(1000)) / 7, static_cast<float>(below(300)), 44};
    made.invalid = below(3) == 0;
    made.multiline = below(6) == 0;
    made.level = below(3);
    if (below(4) == 0) made.tab_stop = ui::TabStop::kNo;
    if (below(4) == 0) made.fraction = static_cast<float>(below(100)) / 100;
    tree.nodes.push_back(std::move(made));
  }
  tree.title = kNames[below(4)];
  tree.dialog = below(3) == 0 ? "dialog" : "";
  return tree;
}

TEST(Diff, BringsAMirrorFromAnyTreeToAnyOther) {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    std::mt19937 random(seed);
    Mirror mirror;
    SemanticsTree shown;
    for (int step = 0; step < 8; ++step) {
      const SemanticsTree next = random_tree(random);
      mirror.apply(ui::diff_to_json(shown, next));
      expect_shows(mirror, next);
      if (::testing::Test::HasFailure()) FAIL() << "seed " << seed << ", step " << step;
      shown = next;
    }
  }
}

TEST(Diff, IsEmptyWhenNothingChanged) {
  std::mt19937 random(7);
  const SemanticsTree tree = random_tree(random);
  EXPECT_EQ(ui::diff_to_json(tree, tree), "");
}

TEST(Diff, SendsOnlyTheMemberThatChanged) {
  const SemanticsTree before = tree_of({node("page", "", NodeRole::kPage), node("title", "page", NodeRole::kTextBox, "题目")});
  SemanticsTree after = before;
  after.nodes[1].value = "学";
  EXPECT_EQ(ui::diff_to_json(before, after), R"({"upsert":[{"id":"title","value":"学"}]})");
}

TEST(Diff, SendsAMemberThatWentBackToItsDefault) {
  SemanticsTree before = tree_of({node("page", "", NodeRole::kPage), node("title", "page", NodeRole::kTextBox)});
  before.nodes[1].invalid = true;
  SemanticsTree after = before;
  after.nodes[1].invalid = false;
  EXPECT_EQ(ui::diff_to_json(before, after), R"({"upsert":[{"id":"title","invalid":false}]})");
}

TEST(Diff, AMovedContainerDoesNotSendItsChildren) {
  SemanticsTree before = tree_of({node("page", "", NodeRole::kPage), node("card", "page"), node("name", "card", NodeRole::kTextBox)});
  before.nodes[1].rect = {10, 10, 300, 100};
  before.nodes[2].rect = {20, 20, 200, 44};
  SemanticsTree after = before;
  after.nodes[1].rect.y += 55.5f;
  after.nodes[2].rect.y += 55.5f;
  EXPECT_EQ(ui::diff_to_json(before, after), R"({"upsert":[{"id":"card","rect":[10,65.5,300,100]}]})");
}

TEST(Diff, ANodeThatKeepsItsPlaceIsNotMovedWhenOthersComeGoOrPassIt) {
  const auto list = [](std::initializer_list<const char*> ids) {
    std::vector<Node> nodes{node("page", "", NodeRole::kPage)};
    for (const char* id : ids) nodes.push_back(node(id, "page"));
    return tree_of(std::move(nodes));
  };
  Mirror mirror;
  SemanticsTree shown = list({"a", "b", "c", "d", "e"});
  mirror.apply(ui::diff_to_json({}, shown));
  mirror.apply(ui::diff_to_json(shown, list({"x", "b", "y", "d", "e", "a"})));
  EXPECT_EQ(mirror.moved, std::set<std::string>{"a"});
  expect_shows(mirror, list({"x", "b", "y", "d", "e", "a"}));
}

TEST(Diff, AnElementOfAnotherKindIsMadeAnewWithAllThatIsInIt) {
  const SemanticsTree before = tree_of({node("page", "", NodeRole::kPage), node("box", "page"), node("text", "box", NodeRole::kText, "甲")});
  SemanticsTree after = before;
  after.nodes[1].role = NodeRole::kRegion;
  const Json diff = Json::parse(ui::diff_to_json(before, after));
  EXPECT_EQ(diff.at("remove"), Json({"box", "text"}));
  EXPECT_EQ(diff.at("upsert").size(), 2u);
  EXPECT_EQ(diff.at("upsert")[1].at("name"), "甲");
}

}  // namespace
}  // namespace portal::test

#include "ui/reading_text.h"

#include <map>
#include <string_view>

namespace portal::ui {
namespace {

struct Punctuation {
  std::string_view colon, comma, stop;
};
constexpr Punctuation kChinese{"：", "，", "。"};
constexpr Punctuation kWestern{": ", ", ", "."};

class Reader {
 public:
  explicit Reader(const SemanticsTree& tree)
      : tree_(tree), marks_(tree.language.starts_with("zh") ? kChinese : kWestern), root_(root_of(tree)) {}

  std::string read() {
    for (const Node& node : tree_.nodes) note_header(node);
    for (const Node& node : tree_.nodes) {
      if (is_inside(node)) say(node);
    }
    end_sentence();
    return text_;
  }

 private:
  static std::string root_of(const SemanticsTree& tree) {
    if (!tree.dialog.empty()) return tree.dialog;
    for (const Node& node : tree.nodes) {
      if (node.role == NodeRole::kMain) return node.id;
    }
    return {};
  }

  bool is_inside(const Node& node) {
    const auto parent = inside_.find(node.parent);
    const bool inside = (parent != inside_.end() && parent->second) || node.id == root_;
    inside_[node.id] = inside;
    return inside && node.id != root_;
  }

  void note_header(const Node& node) {
    if (node.role == NodeRole::kColumnHeader) headers_[node.column] = node.name;
  }

  void say(const Node& node) {
    switch (node.role) {
      case NodeRole::kRow:
        end_sentence();
        in_header_ = node.row == 0;
        return;
      case NodeRole::kColumnHeader: return;
      case NodeRole::kCell: return in_header_ || node.name.empty() ? void() : add_part(cell_text(node));
      case NodeRole::kLink:
      case NodeRole::kButton: return is_in_row(node) ? void() : sentence(node.name);
      case NodeRole::kTab: return sentence(node.name);
      case NodeRole::kHeading:
      case NodeRole::kText:
      case NodeRole::kHint:
      case NodeRole::kError:
      case NodeRole::kAlert:
      case NodeRole::kStatus:
      case NodeRole::kImage: return sentence(node.name);
      case NodeRole::kTextBox:
      case NodeRole::kComboBox: return sentence(with_value(node.name, node.password ? std::string_view() : node.value));
      case NodeRole::kRadioGroup: return sentence(with_value(node.name, checked_option(node.id)));
      case NodeRole::kCheckBox:
      case NodeRole::kFileInput: return sentence(node.name);
      // Containers are read by what is in them; a label is read with its control, a radio button with its group; an open list not at all.
      default: return;
    }
  }

  // Links of a row are read with it; the buttons of its header are for sorting.
  bool is_in_row(const Node& node) const {
    const Node* parent = tree_.find(node.parent);
    return parent && (parent->role == NodeRole::kCell || parent->role == NodeRole::kColumnHeader);
  }

  std::string cell_text(const Node& cell) const {
    const auto header = headers_.find(cell.column);
    return cell.column == 1 || header == headers_.end() ? cell.name : with_value(header->second, cell.name);
  }

  std::string_view checked_option(const std::string& group) const {
    for (const Node& node : tree_.nodes) {
      if (node.role == NodeRole::kRadio && node.group == group && node.checked) return node.name;
    }
    return {};
  }

  std::string with_value(std::string_view name, std::string_view value) const {
    std::string text(name);
    if (!value.empty()) text.append(marks_.colon).append(value);
    return text;
  }

  void sentence(std::string_view text) {
    end_sentence();
    text_ += text;
    end_sentence();
  }

  void add_part(const std::string& part) {
    if (!text_.empty() && text_.back() != '\n') text_ += marks_.comma;
    text_ += part;
  }

  void end_sentence() {
    if (text_.empty() || text_.back() == '\n') return;
    const bool ended = text_.ends_with("。") || text_.ends_with("？") || text_.ends_with("！") || text_.ends_with("；") ||
                       text_.ends_with('.') || text_.ends_with('?') || text_.ends_with('!');
    if (!ended) text_ += marks_.stop;
    text_ += '\n';
  }

  const SemanticsTree& tree_;
  const Punctuation& marks_;
  const std::string root_;
  std::map<std::string_view, bool> inside_;
  std::map<int, std::string> headers_;
  bool in_header_ = false;
  std::string text_;
};

}  // namespace

std::string reading_text(const SemanticsTree& tree) { return Reader(tree).read(); }

}  // namespace portal::ui

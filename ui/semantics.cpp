#include "ui/semantics.h"

namespace portal::ui {

bool is_control(NodeRole role) {
  switch (role) {
    case NodeRole::kTab:
    case NodeRole::kLink:
    case NodeRole::kButton:
    case NodeRole::kTextBox:
    case NodeRole::kComboBox:
    case NodeRole::kOption:
    case NodeRole::kRadio:
    case NodeRole::kCheckBox:
    case NodeRole::kFileInput: return true;
    default: return false;
  }
}

const Node* SemanticsTree::find(std::string_view id) const {
  for (const Node& node : nodes) {
    if (node.id == id) return &node;
  }
  return nullptr;
}

std::string_view name_of(NodeRole role) {
  switch (role) {
    case NodeRole::kPage: return "page";
    case NodeRole::kBanner: return "banner";
    case NodeRole::kNavigation: return "navigation";
    case NodeRole::kMain: return "main";
    case NodeRole::kForm: return "form";
    case NodeRole::kGroup: return "group";
    case NodeRole::kRegion: return "region";
    case NodeRole::kAlert: return "alert";
    case NodeRole::kStatus: return "status";
    case NodeRole::kList: return "list";
    case NodeRole::kListItem: return "list_item";
    case NodeRole::kTable: return "table";
    case NodeRole::kRow: return "row";
    case NodeRole::kColumnHeader: return "column_header";
    case NodeRole::kCell: return "cell";
    case NodeRole::kTabList: return "tab_list";
    case NodeRole::kTab: return "tab";
    case NodeRole::kTabPanel: return "tab_panel";
    case NodeRole::kRadioGroup: return "radio_group";
    case NodeRole::kDialog: return "dialog";
    case NodeRole::kListBox: return "list_box";
    case NodeRole::kHeading: return "heading";
    case NodeRole::kText: return "text";
    case NodeRole::kLabel: return "label";
    case NodeRole::kHint: return "hint";
    case NodeRole::kError: return "error";
    case NodeRole::kTooltip: return "tooltip";
    case NodeRole::kImage: return "image";
    case NodeRole::kProgress: return "progress";
    case NodeRole::kLink: return "link";
    case NodeRole::kButton: return "button";
    case NodeRole::kTextBox: return "text_box";
    case NodeRole::kComboBox: return "combo_box";
    case NodeRole::kOption: return "option";
    case NodeRole::kRadio: return "radio";
    case NodeRole::kCheckBox: return "check_box";
    case NodeRole::kFileInput: return "file_input";
  }
  return "text";
}

}  // namespace portal::ui

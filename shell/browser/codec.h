// The boundary between the page's script and the client, as JSON text both ways. Few and small messages.
//
// In:  {"type":"http_replied","id":7,"status":200,"etag":"\"3\"","retry_after_s":0,"body":"…"}
//      One type for each event of ui/event.h that comes from the shell (name_in_snake_case, members as there;
//      ChosenFile::head in hex), and
//      {"type":"action","action":"press|set_value|focus|blur|dismiss|move","node":"declare/save","value":""}
//      {"type":"texts_loaded","language":"en","texts":{"language":"en","texts":{…}}}, "texts":null when they cannot be had
//      {"type":"hovered","node":""}  {"type":"focused","node":"declare/title","visible":true}  {"type":"composing","on":true}
//      {"type":"shown","on":false}
//      {"type":"scrolled","node":"declare/field/note","y":24}
// Out: [{"type":"http_request",…},…], one for each effect, members as in ui/effect.h.
//
// The script is ours, but what it passes on is not (file names, answers): a message that is not understood is nothing,
// never a crash.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "ui/effect.h"
#include "ui/event.h"
#include "ui/frame.h"
#include "ui/texts.h"

namespace portal::shell {

struct Hovered { std::string node; };
struct Focused {
  std::string node;
  bool visible = false;  // show the ring
};
struct Composing { bool on = false; };
struct Shown { bool on = true; };  // false: the page is in a tab that nobody sees
struct LoadedTexts {
  std::string language;  // that was asked for
  std::optional<ui::Texts> texts;
};
struct Scrolled {  // what is in a text box or a list
  std::string node;
  float y = 0;  // px
};

using Message = std::variant<ui::Event, ui::UserAction, Hovered, Focused, Composing, Shown, Scrolled, LoadedTexts>;

std::optional<Message> message_from_json(std::string_view text);

// "" when there are none. Announcements go out as sentences of `texts`.
std::string effects_to_json(const ui::Effects& effects, const ui::Texts& texts);

}  // namespace portal::shell

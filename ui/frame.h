// One frame: what a view needs to draw, and where it says what the user did.
//
// A view gets a Frame, calls widgets, and emits events. Lives for one call of view(); owns the semantics tree
// that this frame builds. Requires a current ImGui context between NewFrame and Render. One thread.
#pragma once

#include <imgui.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/event.h"
#include "ui/fonts.h"
#include "ui/interaction.h"
#include "ui/semantics.h"
#include "ui/state.h"
#include "ui/texts.h"
#include "ui/theme.h"

namespace portal::ui {

// The first letters of how Chinese text is read: "论文" -> "lw", so that typing them finds it. What is no Chinese character
// stays, in lower case; one letter for each character. Each platform has its own table of readings.
class Initials {
 public:
  virtual ~Initials() = default;
  virtual std::string of(std::string_view text) const = 0;
};

struct Resources {
  const Theme& theme;
  const Texts& texts;
  Fonts fonts;
  const Initials* initials = nullptr;  // null: typing finds the text itself only
};

class Frame {
 public:
  Frame(const State& state, const Resources& resources, const Interaction& interaction,
        std::vector<UserAction> actions);

  const State& state;
  const Texts& texts;
  const Metrics metrics;    // scaled by the text size
  const Palette& palette;
  const Environment& env;
  const Interaction& interaction;

  // ---- semantics. Ids are joined with "/" to the innermost scope: scope("declare"), id("title") -> "declare/title".
  std::string id(std::string_view local) const;
  void speak(std::string language) { language_ = std::move(language); }  // of the nodes from here on; "" = the page's
  Node& add(Node node);  // sets the parent; returns it for further members (valid until the next add)
  // Containers: opened and closed around their children; rect may be widened at close.
  void open(Node container);
  void close(float height = -1);  // ≥ 0: sets the container's height
  void close_at(float bottom);
  // Checks that ids are unique (assert) and ends the drawing; once, after the view.
  SemanticsTree take_tree();
  const SemanticsTree& tree_so_far() const { return tree_; }
  // document.title; by default "app.title_of" with the first heading of level 1.
  void set_title(std::string title) { title_ = std::move(title); }

  // ---- what the user did
  bool pressed(const std::string& node);
  std::optional<std::string> value_set(const std::string& node);
  bool left(const std::string& node);       // lost the focus
  bool dismissed(const std::string& node);  // Escape, or the platform's back
  bool focused(const std::string& node) const;
  bool hovered(const std::string& node) const;
  std::optional<Move> moved(const std::string& node);
  struct MoveInside {
    std::string node;  // what has the focus
    Move move;
  };
  std::optional<MoveInside> moved_inside(std::string_view container);  // ids below "container/"
  // The element shows its own text now (browser), so the canvas leaves it out.
  bool element_shows_text(const std::string& node) const { return !env.native_text && focused(node); }
  void emit(Event event);
  Events take_events();

  // ---- drawing; page coordinates (or viewport coordinates inside a dialog), culled when out of sight
  bool visible(const Rect& rect) const;
  Rect to_screen(const Rect& rect) const;
  void fill(const Rect& rect, Color color, float radius = 0);
  void stroke(const Rect& rect, Color color, float radius = 0, float thickness = 1);
  void line(Point a, Point b, Color color, float thickness = 1);
  void triangle(Point a, Point b, Point c, Color color);
  // A ring outside the rect where the node has the focus and the keyboard is in use. Drawn above everything.
  void focus_ring(const std::string& node, const Rect& rect, float radius);
  ImDrawList* draw_list();
  // Surfaces that are drawn after what lies on them (their height is known only then): what follows raise() is drawn
  // above what follows drop_to(). raise() returns the layer below, to be given back to drop_to().
  int raise();
  void drop_to(int layer);
  void draw_on_top(bool on);  // above all layers: rings, lists that pop up

  struct TextStyle {
    float size = 16;
    bool strong = false;
    Color color = 0;
    float line_height = 0;  // 0 = size × metrics.line_height
  };
  const Fonts& fonts() const { return resources_.fonts; }
  TextStyle style_text() const;
  TextStyle style_muted() const;
  TextStyle style_heading(int level) const;
  float text_width(std::string_view text, const TextStyle& style) const;
  // Breaks into lines that fit `width`: at spaces, between CJK characters (never before closing or after opening
  // punctuation), at "\n"; a longer word is cut.
  std::vector<std::string_view> wrap(std::string_view text, float width, const TextStyle& style) const;
  float text_height(std::string_view text, float width, const TextStyle& style) const;
  // Draws wrapped; returns the height. Adds no node: widgets do.
  float draw_text(std::string_view text, Point top_left, float width, const TextStyle& style);
  // One line, cut with "…" where it does not fit; centred vertically in the rect as an element centres its text.
  void draw_line(std::string_view text, const Rect& rect, const TextStyle& style, float align = 0);
  // The text as draw_line shows it in this width: whole, or cut with "…".
  std::string cut_to(std::string_view text, float width, const TextStyle& style) const;
  float line_height(const TextStyle& style) const;

  // What is drawn above everything else of the page, or of the open dialog: an open list, a tooltip. The body is called when all
  // the rest is there; its nodes come last in the landmark (or dialog) in which it was asked for.
  void draw_last(std::function<void(Frame&)> body);
  const Initials* initials() const { return resources_.initials; }

  // What widgets want of the interaction, taken over; true: the page has to be drawn once more, since it is seen. After take_tree().
  void set_list(OpenList list) { list_wish_ = std::move(list); }
  void set_tooltip_off(std::string node) { tooltip_off_wish_ = std::move(node); }
  bool settle(Interaction& interaction);

  // Scopes and layers; use Scope below.
  void push_scope(std::string_view local);
  void pop_scope();
  void begin_dialog_layer();  // what follows is drawn above all, in viewport coordinates
  void end_dialog_layer();
  // What follows is drawn so much higher than it would be, and only within the rect (of the screen); until end_scrolled().
  void begin_scrolled(const Rect& within, float scroll_y);
  void end_scrolled();

  float dialog_height = 0;  // of all that is in the open dialog
  float page_bottom = 0;  // views keep this at the lowest y that they used

 private:
  Rect clip() const;
  void draw_what_comes_last();
  void begin_window(const char* name, int flags);
  void end_window();
  float snapped(float v) const;               // to the nearest device pixel
  Rect to_pixels(const Rect& rect) const;     // on the screen, edges at device pixels
  void draw_glyphs(std::string_view line, Point top_left, const TextStyle& style);
  Resources resources_;
  std::vector<UserAction> actions_;
  Events events_;
  SemanticsTree tree_;
  std::vector<std::size_t> open_;    // indices of open containers
  std::string scope_;
  std::vector<std::size_t> scope_lengths_;
  std::string title_;
  std::string language_;
  struct Last {
    std::function<void(Frame&)> body;
    float scroll_y;
    std::string landmark;  // "" = none
  };
  std::vector<Last> last_;
  std::string last_parent_;  // of nodes that are added when no container is open
  std::optional<OpenList> list_wish_;
  std::optional<std::string> tooltip_off_wish_;
  bool in_dialog_ = false;
  float scroll_y_ = 0;  // of what is being drawn
  std::vector<float> scrolls_before_;  // of begin_scrolled() that are not ended
  int layer_ = 0;       // of the draw list in use
  int page_layer_ = 0;  // what layer_ was when the dialog began
};

class Scope {
 public:
  Scope(Frame& frame, std::string_view local) : frame_(frame) { frame_.push_scope(local); }
  ~Scope() { frame_.pop_scope(); }
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;

 private:
  Frame& frame_;
};

}  // namespace portal::ui

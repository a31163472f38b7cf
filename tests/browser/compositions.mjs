// The order in which input methods send their events, as public reports recorded it, to be replayed on a real element.
//
// A sequence begins with the caret behind `there` (text that was committed before; "" where nothing is), with `marked` of it
// selected when it says so, and ends with `meant`. Each step is one event. Where the browser has changed the element before it
// sends the event, `shows` is the text that then stands in place of `there`, and `caret` where the caret is in it (at its end,
// when not said). A key goes first in its group: between groups people are slower than frames.
//
// Only what a page can observe is here; how the input method gets its candidates is its own affair.

const process = 229; // the keyCode of a key that belongs to the input method

const down = (key, keyCode = process, isComposing = false) => ({ event: "keydown", key, keyCode, isComposing });
const down_in = (key, keyCode = process) => down(key, keyCode, true);
const up = (key, keyCode = process, isComposing = false) => ({ event: "keyup", key, keyCode, isComposing });
const up_in = (key, keyCode = process) => up(key, keyCode, true);
const start = (data = "") => ({ event: "compositionstart", data });
const update = (data) => ({ event: "compositionupdate", data });
const end = (data) => ({ event: "compositionend", data });
const before = (inputType, data, isComposing = false) => ({ event: "beforeinput", inputType, data, isComposing });
const input = (inputType, data, shows, isComposing = false, caret = undefined) => ({ event: "input", inputType, data, isComposing, shows, caret });

const preedit = "insertCompositionText";

// One change of the preedit, as each engine orders its events: https://github.com/w3c/uievents/issues/354 (Chromium sends
// beforeinput first), https://github.com/w3c/input-events/issues/135 (Firefox and WebKit send compositionupdate first).
const chromium_preedit = (data, shows = data, caret = undefined) => [before(preedit, data, true), update(data), input(preedit, data, shows, true, caret)];
const firefox_preedit = (data, shows = data, caret = undefined) => [update(data), before(preedit, data, true), input(preedit, data, shows, true, caret)];
const webkit_preedit = firefox_preedit;

// The end: Chromium sends input, then compositionend; Firefox compositionend, then input, since 129 input before it as well:
// https://github.com/w3c/uievents/issues/202, https://github.com/w3c/input-events/issues/176 (reports of its author).
const chromium_commit = (data, shows = data) => [...chromium_preedit(data, shows), end(data)];
const firefox_commit = (data, shows = data) => [update(data), before(preedit, data, true), { ...end(data), shows }, input(preedit, data, shows)];
const firefox_129_commit = (data, shows = data) => [...firefox_preedit(data, shows), end(data), input(preedit, data, shows)];
// WebKit takes the preedit away, puts the text in its place and then says that the composition has ended:
// https://github.com/w3c/input-events/issues/34, https://github.com/ianstormtaylor/slate/issues/2368
const webkit_commit = (data, rest = "") => [
  before("deleteCompositionText", null, true), input("deleteCompositionText", null, rest, true),
  before("insertFromComposition", data, true), input("insertFromComposition", data, rest + data, true), end(data),
];

/** Letters typed one by one into a preedit. */
const spelled = (letters, preedit_of, key_of, shown = (text) => text) =>
  [...letters].flatMap((letter, i) => {
    const text = letters.slice(0, i + 1);
    return [(i === 0 ? down : down_in)(key_of(letter)), ...(i === 0 ? [start()] : []), ...preedit_of(shown(text)), up_in(letter, letter.toUpperCase().charCodeAt(0))];
  });

const processed = () => "Process";
const itself = (letter) => letter;

export const sequences = [
  {
    // Windows, Chromium: a key that the input method takes is "Process" with keyCode 229, its keyup the plain key:
    // https://github.com/servo/servo/issues/46936; order of keydown and compositionstart: https://github.com/w3c/uievents/issues/360
    name: "Microsoft Pinyin in Chromium, committed by Space",
    method: "Microsoft Pinyin",
    meant: "水利",
    steps: [...spelled("shuili", chromium_preedit, processed), down_in("Process"), ...chromium_commit("水利"), up(" ", 32)],
  },
  {
    // Enter commits the letters as they are; the keydown still belongs to the composition: https://github.com/yomidevs/yomitan/pull/2082
    name: "Microsoft Pinyin in Chromium, Enter commits the letters",
    method: "Microsoft Pinyin",
    meant: "gis",
    steps: [...spelled("gis", chromium_preedit, processed), down_in("Process"), ...chromium_commit("gis"), up("Enter", 13)],
  },
  {
    // https://github.com/w3c/uievents/issues/202 and the logs in https://github.com/maebert/themostdangerouswritingapp/pull/15
    name: "Microsoft Pinyin in Firefox ESR",
    method: "Microsoft Pinyin",
    meant: "水利",
    steps: [...spelled("shuili", firefox_preedit, processed), down_in("Process"), ...firefox_commit("水利"), up(" ", 32)],
  },
  {
    // https://bugzilla.mozilla.org/show_bug.cgi?id=1910865, told in https://github.com/w3c/input-events/issues/176
    name: "Microsoft Pinyin in Firefox since 129: input before and after the end",
    method: "Microsoft Pinyin",
    meant: "水利",
    steps: [...spelled("shuili", firefox_preedit, processed), down_in("Process"), ...firefox_129_commit("水利"), up(" ", 32)],
  },
  {
    // Firefox cannot commit a part: it ends the composition and starts another with the rest: https://github.com/w3c/uievents/issues/202
    name: "Microsoft Pinyin in Firefox, a part committed and the rest composed on",
    method: "Microsoft Pinyin",
    meant: "水利工程",
    steps: [
      ...spelled("shui", firefox_preedit, processed),
      down_in("Process"), ...firefox_commit("水利", "水利"), start(), ...firefox_preedit("gong", "水利gong"), up_in("2", 50),
      down_in("Process"), ...firefox_commit("工程", "水利工程"), up(" ", 32),
    ],
  },
  {
    // Escape gives the preedit up: one more change to nothing, and an end without text.
    name: "Microsoft Pinyin in Chromium, given up by Escape",
    method: "Microsoft Pinyin",
    meant: "",
    steps: [...spelled("cuo", chromium_preedit, processed), down_in("Process"), ...chromium_commit("", ""), up("Escape", 27)],
  },
  {
    // Digits and signs while the method is on but composes nothing: keydown 229, the character by insertText:
    // https://github.com/xtermjs/xterm.js/pull/3194, https://github.com/Ark0N/Codeman/pull/327
    name: "a full-width comma of Microsoft Pinyin, committed without a composition",
    method: "full-width punctuation",
    meant: "，。",
    steps: [
      down("Process"), before("insertText", "，"), input("insertText", "，", "，"), up(",", 188),
      down("Process"), before("insertText", "。"), input("insertText", "。", "，。"), up(".", 190),
    ],
  },
  {
    // Sogou composes even a sign, within one key, and its keydown may carry the plain keyCode though it composes:
    // https://github.com/microsoft/vscode/pull/320525
    name: "a full-width stop of Sogou, composed within one key",
    method: "full-width punctuation",
    meant: "。",
    steps: [down(".", 190), start(), ...chromium_preedit("。"), down_in(".", 190), end("。"), up(".", 190)],
  },
  {
    // iOS: two spaces become a stop by a deletion and an insertion, no composition: https://github.com/xtermjs/xterm.js/issues/5835
    name: "two spaces of an iOS keyboard that become a stop",
    method: "full-width punctuation",
    there: "完成",
    meant: "完成。",
    steps: [
      down("Unidentified"), before("insertText", " "), input("insertText", " ", "完成 "), up(" ", 32),
      down("Unidentified"), before("deleteContentBackward", null), input("deleteContentBackward", null, "完成"), before("insertText", "。"), input("insertText", "。", "完成。"), up(" ", 32),
    ],
  },
  {
    // The whole preedit goes in with input before the keydown of Space is over; Sogou shows letters apart ("shui'li"):
    // https://github.com/ajaxorg/ace/issues/3027, https://github.com/RobinHerbots/Inputmask/issues/2182
    name: "Sogou in Chromium, syllables apart in the preedit",
    method: "Sogou",
    meant: "水利",
    steps: [...spelled("shuili", chromium_preedit, processed, (text) => text.replace(/^shui(?=.)/, "shui'")), down_in("Process"), ...chromium_commit("水利"), up(" ", 32)],
  },
  {
    // Shift commits the letters and turns the method to English: what follows is plain typing: https://github.com/element-hq/element-web/issues/10913
    name: "Sogou in Chromium, Shift commits the letters, then English",
    method: "Sogou",
    meant: "GIS平台ok",
    there: "GIS平台",
    steps: [
      ...spelled("o", (text) => chromium_preedit(text, `GIS平台${text}`), processed),
      down_in("Process"), ...chromium_commit("o", "GIS平台o"), up("Shift", 16),
      down("k", 75), before("insertText", "k"), input("insertText", "k", "GIS平台ok"), up("k", 75),
    ],
  },
  {
    // The end is never said when all letters were deleted; typing goes on plainly: https://github.com/celestia-island/hikari/pull/158
    name: "an input method that never says that its composition has ended",
    method: "Sogou",
    meant: "ab",
    steps: [
      ...spelled("n", chromium_preedit, processed),
      down_in("Process"), before("deleteContentBackward", null, true), input("deleteContentBackward", null, "", true), up_in("Backspace", 8),
      down("a", 65), before("insertText", "a"), input("insertText", "a", "a"), up("a", 65),
      down("b", 66), before("insertText", "b"), input("insertText", "b", "ab"), up("b", 66),
    ],
  },
  {
    // compositionstart before keydown, and the keydown that commits after compositionend, no longer composing but 229:
    // https://bugs.webkit.org/show_bug.cgi?id=165004, https://github.com/w3c/uievents/issues/360
    name: "macOS Pinyin in Safari, Enter after the end",
    method: "macOS Pinyin",
    meant: "nihao",
    steps: [
      start(), ...webkit_preedit("n"), down("n"), up("n", 78),
      ...webkit_preedit("ni"), down_in("i"), up_in("i", 73),
      ...webkit_preedit("nihao"), down_in("o"), up_in("o", 79),
      ...webkit_commit("nihao"), down("Enter"), up("Enter", 13),
    ],
  },
  {
    // https://github.com/RouteVN/routevn-creator-client/pull/1166
    name: "macOS Pinyin in Safari, a candidate taken by Space",
    method: "macOS Pinyin",
    meant: "你",
    steps: [start(), ...webkit_preedit("n"), down("n"), up("n", 78), ...webkit_preedit("ni"), down_in("i"), up_in("i", 73), ...webkit_commit("你"), down(" "), up(" ", 32)],
  },
  {
    // Chrome on macOS keeps the key's name with keyCode 229: https://github.com/w3c/uievents/issues/353
    name: "macOS Pinyin in Chrome",
    method: "macOS Pinyin",
    meant: "你好",
    steps: [...spelled("nihao", chromium_preedit, itself, (text) => text.replace(/^ni(?=.)/, "ni ")), down_in(" "), ...chromium_commit("你好"), up(" ", 32)],
  },
  {
    // A letter held down offers accents: "e" by insertText, then "é" in its place, no composition:
    // https://github.com/handlewithcarecollective/react-prosemirror/pull/236; WebKit: https://github.com/ianstormtaylor/slate/issues/2368
    name: "an accent chosen from macOS' list in Safari",
    method: "dead keys",
    meant: "é",
    steps: [down("e", 69), before("insertText", "e"), input("insertText", "e", "e"), before("insertReplacementText", "é"), input("insertReplacementText", "é", "é"), up("e", 69)],
  },
  {
    // https://github.com/w3c/uievents/issues/354 (the log of "´a" in Chrome)
    name: "a dead key in Chrome on macOS",
    method: "dead keys",
    meant: "á",
    steps: [down("Dead"), start(), ...chromium_preedit("´"), up_in("Dead", 222), down_in("a"), ...chromium_commit("á"), up("a", 65)],
  },
  {
    // The composition begins and ends within the second key: https://github.com/sagemathinc/cocalc/issues/2211
    name: "a dead key in Firefox on Linux",
    method: "dead keys",
    meant: "á",
    steps: [up("Dead", 0), down("a", 65), start(), update("á"), { ...end("á"), shows: "á" }, input(preedit, "á", "á"), up("a", 65)],
  },
  {
    // https://github.com/ianstormtaylor/slate/issues/2368
    name: "a dead key in Safari",
    method: "dead keys",
    meant: "ñ",
    steps: [start(), ...webkit_preedit("˜"), down("Dead"), up_in("Dead", 78), ...webkit_commit("ñ"), down("n"), up("n", 78)],
  },
  {
    // A word is one composition, in any language; Space ends it and goes in by itself: https://github.com/ckeditor/ckeditor5/issues/12058,
    // https://github.com/ElemeFE/element/issues/14746
    name: "GBoard, a Latin word as one composition",
    method: "GBoard",
    meant: "water ",
    steps: [
      ...spelled("water", chromium_preedit, () => "Unidentified"),
      down_in("Unidentified"), end("water"), before("insertText", " "), input("insertText", " ", "water "), up("Unidentified"),
    ],
  },
  {
    // Going back into a word composes it anew without a change; deleting in it is a shorter preedit:
    // https://github.com/ckeditor/ckeditor5/issues/12456, https://github.com/w3c/input-events/issues/33
    name: "GBoard, a committed word taken up again and shortened",
    method: "GBoard",
    there: "waters",
    meant: "wate",
    steps: [
      start("waters"), update("waters"),
      down_in("Unidentified"), ...chromium_preedit("water", "water"), up_in("Unidentified"),
      down_in("Unidentified"), ...chromium_preedit("wate", "wate"), up_in("Unidentified"),
      end("wate"),
    ],
  },
  {
    // The last letter of a composition deleted: deleteContentBackward that composes: https://github.com/Samyssmile/notectl/issues/230
    name: "GBoard, a letter typed and taken back",
    method: "GBoard",
    there: "已填",
    meant: "已填",
    steps: [
      ...spelled("s", (text) => chromium_preedit(text, `已填${text}`), () => "Unidentified"),
      down_in("Unidentified"), before("deleteContentBackward", null, true), input("deleteContentBackward", null, "已填", true), end(""), up("Unidentified"),
    ],
  },
  {
    // A suggestion replaces the word: surrounding text deleted, then the suggestion inserted, not composing:
    // https://github.com/odoo/odoo/pull/278266; two spaces become a full stop in the same way: https://github.com/codemirror/dev/issues/685
    name: "GBoard, a suggestion in place of the word and a stop for two spaces",
    method: "GBoard",
    there: "teh",
    meant: "the. ",
    steps: [
      down("Unidentified"), before("deleteContentBackward", null), input("deleteContentBackward", null, ""), before("insertText", "the "), input("insertText", "the ", "the "), up("Unidentified"),
      down("Unidentified"), before("deleteContentBackward", null), input("deleteContentBackward", null, "the"), before("insertText", ". "), input("insertText", ". ", "the. "), up("Unidentified"),
    ],
  },
  {
    // Updates without a start, as Android keyboards have sent them: https://github.com/ProseMirror/prosemirror/issues/763
    name: "an Android keyboard that does not say that a composition starts",
    method: "GBoard",
    meant: "你好",
    steps: [down("Unidentified"), ...chromium_preedit("ni"), up_in("Unidentified"), down_in("Unidentified"), ...chromium_preedit("nihao"), up_in("Unidentified"), down_in("Unidentified"), ...chromium_commit("你好"), up("Unidentified")],
  },
  {
    // fcitx without a preedit in the page: the key disappears, the text comes at once: https://github.com/monkeytypegame/monkeytype/issues/5979
    name: "fcitx without preedit, text committed at once in Firefox",
    method: "ibus and fcitx",
    meant: "水利工程",
    steps: [
      down("Process"), up("s", 83), down("Process"), start(), update("水利工程"), before(preedit, "水利工程", true), { ...end("水利工程"), shows: "水利工程" }, input(preedit, "水利工程", "水利工程"), up(" ", 32),
    ],
  },
  {
    // GTK's own method ends the preedit before it commits; ibus and fcitx the other way round: https://github.com/ghostty-org/ghostty/pull/5550
    name: "GTK, the preedit ended first and the text committed after it",
    method: "ibus and fcitx",
    meant: "水",
    steps: [...spelled("shui", firefox_preedit, processed), down_in("Process"), ...firefox_commit("", ""), before("insertText", "水"), input("insertText", "水", "水"), up(" ", 32)],
  },
  {
    // Surrounding text deleted and other text put in its place: https://github.com/ibus/ibus/issues/2354
    name: "ibus, a character before the caret exchanged for another",
    method: "ibus and fcitx",
    there: ";",
    meant: "ŋ",
    steps: [down("Process"), before("deleteContentBackward", null), input("deleteContentBackward", null, ""), before("insertText", "ŋ"), input("insertText", "ŋ", "ŋ"), up("n", 78)],
  },
  {
    // A selected word is composed anew: compositionstart says what it replaces: https://github.com/w3c/input-events/issues/33,
    // https://github.com/microsoft/vscode/issues/324435
    name: "committed text converted again, selected",
    method: "re-conversion",
    there: "公成",
    marked: [0, 2],
    meant: "工程",
    steps: [down("Process"), start("公成"), ...chromium_preedit("公成", "公成"), up_in("Convert", 28), down_in("Process"), ...chromium_preedit("工程"), up_in(" ", 32), down_in("Process"), end("工程"), up("Enter", 13)],
  },
  {
    // Without a selection the method widens the range by itself: https://github.com/microsoft/vscode/issues/324435
    name: "committed text converted again from the caret, given up",
    method: "re-conversion",
    there: "公成",
    meant: "公成",
    steps: [down("Process"), start("公成"), ...chromium_preedit("公成", "公成"), up_in("Convert", 28), down_in("Process"), ...chromium_preedit("工程"), up_in(" ", 32), down_in("Process"), ...chromium_commit("公成", "公成"), up("Escape", 27)],
  },
  {
    // Written by hand or spoken: much text in one event without a key: https://github.com/w3c/uievents/issues/75
    name: "a sentence written by hand",
    method: "handwriting",
    meant: "流域洪水预报模型。",
    steps: [before("insertText", "流域洪水预报模型。"), input("insertText", "流域洪水预报模型。", "流域洪水预报模型。")],
  },
  {
    // A word that the recogniser took back: https://github.com/Proteus-Technologies-Private-Limited/OpenDraft/issues/90
    name: "a word written by hand, then corrected by the recogniser",
    method: "handwriting",
    meant: "流域",
    steps: [before("insertText", "流城"), input("insertText", "流城", "流城"), before("insertReplacementText", "流域"), input("insertReplacementText", "流域", "流域")],
  },
  {
    name: "an emoji and one made of several, from a panel",
    method: "emoji panel",
    meant: "🌊👩🏽‍🔬𠮷",
    steps: [before("insertText", "🌊"), input("insertText", "🌊", "🌊"), before("insertText", "👩🏽‍🔬"), input("insertText", "👩🏽‍🔬", "🌊👩🏽‍🔬"), before("insertText", "𠮷"), input("insertText", "𠮷", "🌊👩🏽‍🔬𠮷")],
  },
  {
    // Windows sends a message for each half: https://github.com/w3c/uievents/issues/227, https://github.com/w3c/input-events/issues/136
    name: "an emoji of Windows' touch keyboard that comes in two halves",
    method: "emoji panel",
    meant: "🌊",
    steps: [
      down("\ud83c", 231), before("insertText", "\ud83c"), input("insertText", "\ud83c", "\ud83c"), up("\ud83c", 231),
      down("\udf0a", 231), before("insertText", "\udf0a"), input("insertText", "\udf0a", "🌊"), up("\udf0a", 231),
    ],
  },
  {
    // A syllable grows in the preedit, and the next key ends it and begins another: https://github.com/ruffle-rs/ruffle/pull/19896
    name: "Korean in Chromium, a syllable ends by the next key",
    method: "Korean and Japanese",
    meant: "한국",
    steps: [
      down("Process"), start(), ...chromium_preedit("ㅎ"), up_in("g", 71),
      down_in("Process"), ...chromium_preedit("하"), up_in("k", 75),
      down_in("Process"), ...chromium_preedit("한"), up_in("s", 83),
      down_in("Process"), ...chromium_commit("한"), start(), ...chromium_preedit("ㄱ", "한ㄱ"), up_in("r", 82),
      down_in("Process"), ...chromium_preedit("구", "한구"), up_in("n", 78),
      down_in("Process"), ...chromium_preedit("국", "한국"), up_in("r", 82),
      down_in("Process"), end("국"), up("ArrowRight", 39),
    ],
  },
  {
    // No composition at all: https://github.com/xtermjs/xterm.js/pull/5704
    name: "Korean in WebKit, each jamo replaces the one before",
    method: "Korean and Japanese",
    meant: "한",
    steps: [
      down("ㅎ"), before("insertText", "ㅎ"), input("insertText", "ㅎ", "ㅎ"), up("ㅎ", 71),
      down("ㅏ"), before("insertReplacementText", "하"), input("insertReplacementText", "하", "하"), up("ㅏ", 75),
      down("ㄴ"), before("insertReplacementText", "한"), input("insertReplacementText", "한", "한"), up("ㄴ", 83),
    ],
  },
  {
    // The syllable deleted and written anew within one key, at times the very same: https://github.com/michael/svedit/issues/113,
    // https://github.com/facebook/lexical/pull/8475
    name: "Korean on iOS, the syllable deleted and written anew",
    method: "Korean and Japanese",
    meant: "가",
    steps: [
      down("ㄱ", 0), before("insertText", "ㄱ"), input("insertText", "ㄱ", "ㄱ"), up("ㄱ", 0),
      down("ㅏ", 0), before("deleteContentBackward", null), input("deleteContentBackward", null, ""), before("insertText", "가"), input("insertText", "가", "가"), up("ㅏ", 0),
      down("ㅏ", 0), before("deleteContentBackward", null), input("deleteContentBackward", null, ""), before("insertText", "가"), input("insertText", "가", "가"), up("ㅏ", 0),
    ],
  },
  {
    // Clauses of a Japanese preedit, the caret inside it while another clause is chosen: https://github.com/w3c/uievents/issues/202
    name: "Japanese in Chromium, clauses chosen one after the other",
    method: "Korean and Japanese",
    meant: "水理学",
    steps: [
      down("Process"), start(), ...chromium_preedit("すいりがく"), up_in("u", 85),
      down_in("Process"), ...chromium_preedit("水利学", "水利学", 0), up_in(" ", 32),
      down_in("Process"), ...chromium_preedit("水理学", "水理学", 2), up_in("ArrowDown", 40),
      down_in("Process"), ...chromium_commit("水理学"), up("Enter", 13),
    ],
  },
];

/** What another thing may befall: one for each order of events. */
export const interrupted = ["Microsoft Pinyin in Chromium, committed by Space", "Microsoft Pinyin in Firefox ESR", "macOS Pinyin in Safari, Enter after the end", "GBoard, a Latin word as one composition"];

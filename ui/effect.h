// What the application wants done outside. Values only: the shell carries them out and answers with events.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace portal::ui {

using RequestId = unsigned;
using FileHandle = unsigned;  // the shell's name for a file that the user chose

// Answered by HttpReplied, always, exactly once; status 0 = no answer (network, abort, time-out).
struct HttpRequest {
  RequestId id = 0;
  std::string method = "GET";
  std::string path;  // below the API's base URL: "/declarations?state=draft"
  std::string body;  // JSON text, "" = none
  std::string if_match;         // ETag value with quotes, "" = none
  std::string idempotency_key;  // "" = none
  bool to_file = false;         // a good answer's body is saved as a file of the user's; the reply comes without it
};

// Hashes the file and sends it as PUT /attachments/{sha256}. Answered by UploadProgressed (any number) and UploadEnded.
struct UploadFile {
  RequestId id = 0;
  FileHandle file = 0;
  std::string media_type;
};

// A chosen .xlsx or .csv, as rows of text. Answered by SheetRead.
struct ReadSheet { FileHandle file = 0; };

struct CancelRequest { RequestId id = 0; };   // HTTP or upload; its answer comes with status 0
struct ReleaseFile { FileHandle file = 0; };  // the shell may forget it

struct Navigate {
  std::string fragment;  // "#/progress?state=draft"
  bool replace = false;  // no new entry in the history
};

struct StartTimer {
  std::string name;  // starting it again moves it
  int delay_ms = 0;
};

// Small texts that survive a reload of this tab, gone when it closes. value "" removes.
struct StoreText {
  std::string key;
  std::string value;
};
struct ForgetTexts {};  // all of them: sign-out

// How much of the page moves for something to come into sight: so that it stands in the middle, or as little as need be.
enum class Reveal { kCentre, kNearest };
struct FocusNode {  // after the next frame is on the page
  std::string id;
  Reveal reveal = Reveal::kCentre;
};
struct ScrollTo { float y = 0; };

// Said to people who do not see the page. `text` is a text key with its parameters: whoever carries the effect
// out says texts(text, params), since update() speaks no language. A key that is no key is said as it stands.
struct Announce {
  std::string text;
  bool assertive = false;
  std::map<std::string, std::string> params = {};
};

// Opens or saves an attachment of a declaration.
struct OpenAttachment {
  std::string declaration;
  std::string sha256;
  std::string name;
};

// How the user wants to see the page, as JSON text, for Started::preferences of the next visit.
struct KeepPreferences { std::string text; };
struct LoadTexts { std::string language; };  // answered by TextsLoaded

// Reads aloud, from the beginning; what is being read ends. Answered by SpeechEnded when it is over by itself.
struct SpeakText {
  std::string text;
  std::string language;
};
struct StopSpeaking {};

// Lets the user take pictures with the camera; what is used comes as FilesChosen of that node.
struct TakePictures { std::string node; };

// What was declared, for the declarer to take along.
struct Receipt {
  std::string title;
  std::vector<std::pair<std::string, std::string>> lines;  // label, value
  std::string code;        // ASCII; as a QR code
  std::string code_label;  // what the code is, for people who do not see it
};
struct PrintReceipt { Receipt receipt; };

// In kiosk mode: whatever the platform still holds of this visit goes, and the page begins anew.
struct LeaveNoTrace {};

using Effect = std::variant<HttpRequest, UploadFile, ReadSheet, CancelRequest, ReleaseFile, Navigate, StartTimer, StoreText,
                            ForgetTexts, FocusNode, ScrollTo, Announce, OpenAttachment,
                            KeepPreferences, LoadTexts, SpeakText, StopSpeaking, LeaveNoTrace,
                            TakePictures, PrintReceipt>;
using Effects = std::vector<Effect>;

}  // namespace portal::ui

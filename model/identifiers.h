// Numbers of the field that carry their own check digit, and how people type them.
//
// Each check_* takes what was typed (spaces, hyphens, full-width characters and lower-case x are
// understood) and returns the normal form, or an error: wrong_length, wrong_character, wrong_check_digit
// (params: "expected"), and for the resident ID number also date_does_not_exist.
// Sources: ISSN ISO 3297; ISBN ISO 2108 (10 and 13); resident ID number GB 11643-1999 (ISO 7064 MOD 11-2);
// unified social credit code GB 32100-2015; Chinese patent number ZC 0006-2003 ("ZL" may precede).
#pragma once

#include <string>
#include <string_view>

#include "model/result.h"

namespace portal::model {

Result<std::string> check_issn(std::string_view text);         // "1000-1239"
Result<std::string> check_isbn(std::string_view text);         // 10 or 13 digits, hyphens dropped
Result<std::string> check_patent(std::string_view text);       // "ZL201710601862.3"
Result<std::string> check_resident_id(std::string_view text);  // 18 characters
Result<std::string> check_credit_code(std::string_view text);  // 18 characters
Result<std::string> check_mobile(std::string_view text);       // 11 digits, 1[3-9]…

// By the catalogue's name of the check: issn, isbn, patent, resident_id, credit_code, mobile.
// Error unknown_check for any other name.
Result<std::string> check_identifier(std::string_view check, std::string_view text);

}  // namespace portal::model

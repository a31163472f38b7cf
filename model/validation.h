// The verdict on what a declarer typed: the same in client, server and tests.
//
// validate(...) -> every error, in the order of the form; empty = may be submitted.
// Codes: unknown_study_form, not_allowed_for_role, required, required_material, too_long(max), not_a_number,
// list_too_long(max), too_small(min), too_large(max), not_above(limit), too_many_decimals(decimals), not_a_date, date_does_not_exist,
// before_start(field), unknown_choice, wrong_type, year_out_of_range(min,max), the identifier codes
// (identifiers.h), attachment_empty, attachment_too_large(max_bytes), attachments_too_large(max_bytes),
// attachment_type, unknown_material, too_many_attachments(max).
// Pointers: /study_form, /values, /values/FIELD, /values/LIST/INDEX/FIELD (field_path.h), /materials/MATERIAL, /attachments, /attachments/INDEX.
//
// A field whose condition fails is never required and never judged. A field that the catalogue does not know
// (a declaration made with a later one) is neither. A date must be stored in its normal form (value_from_text).
#pragma once

#include <cstdint>
#include <span>

#include "model/catalogue.h"
#include "model/declaration.h"

namespace portal::model {

inline constexpr long long kAttachmentBytesMax = 10LL * 1024 * 1024;
inline constexpr long long kDeclarationBytesMax = 50LL * 1024 * 1024;
inline constexpr int kAttachmentsMax = 60;
inline constexpr int kReasonLengthMax = 500;  // code points
inline constexpr int kYearsBack = 5;

enum class Strictness {
  kDraft,   // 保存暂不提交: blank and unfinished is fine; only limits (length, sizes, types) are judged
  kSubmit,  // everything
};

struct ValidationContext {
  Role declared_as = Role::kProfessional;
  // A field with `years` must lie in [current_year - 5, current_year] unless it has a min or max of its own.
  int current_year = 0;
  Strictness strictness = Strictness::kSubmit;
};

Errors validate(const Catalogue& catalogue, const DeclarationContent& content, const ValidationContext& context);

// The errors of one field alone, for quiet checks while typing.
Errors validate_field(const Catalogue& catalogue, const StudyForm& form, const Field& field, const Json& values,
                      const ValidationContext& context);

// A reason for reject or revoke: error required (blank) or too_long, pointer /reason.
Errors validate_reason(std::string_view reason);

// The media type by content: image/jpeg, image/png, application/pdf, or "" for anything else.
// Looks at the first bytes only; at least 16 are needed for a verdict.
std::string_view sniff_media_type(std::span<const std::uint8_t> head);

// What the form stores for typed text: a number for a number field where it is one, else the text itself;
// full-width digits and signs are understood; dates are normalised to ISO 8601 where they are dates.
Json value_from_text(const Field& field, std::string_view text);
// The inverse, for editing and showing: numbers without trailing zeros.
std::string text_from_value(const Json& value);

// Drops the values of the form's fields that are no longer asked for (their condition fails) and that the
// user can therefore not see. Unknown fields stay.
Json without_hidden_values(const Catalogue& catalogue, const StudyForm& form, Json values);

// A new form's first values: the defaults of the catalogue ("current_year" resolved), and one item of each required list.
Json initial_values(const Catalogue& catalogue, const StudyForm& form, int current_year);
// A new item of a list: the defaults of its fields.
Json initial_item(const Field& list, int current_year);

}  // namespace portal::model

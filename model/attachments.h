// The limits of evidence: kinds, sizes and number of files. Part of validation.h; inside model/ only.
#pragma once

#include "model/validation.h"

namespace portal::model {

// Adds what is wrong with the files to `errors`. Without a form (unknown to this catalogue) their materials
// are not judged.
void judge_attachments(const StudyForm* form, const std::vector<Attachment>& attachments, Errors& errors);

}  // namespace portal::model

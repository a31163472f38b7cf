// Turning what a client sends into content that may be stored.
#pragma once

#include "model/validation.h"
#include "shell/server/handlers/common.h"

namespace portal::server {

// Reads {study_form, catalogue_version, values, attachments}; the attachments' type and size are what the store
// knows, and each must have been sent by the caller or already belong to `before`; judged as a draft.
// Refusals: invalid with every error (unknown_attachment beside those of model/validation.h).
OrRefusal<model::DeclarationContent> read_draft_content(const Call& call, const model::Json& body,
                                                        const model::DeclarationContent* before,
                                                        model::Role declared_as);

model::ValidationContext validation_context(const Call& call, model::Role declared_as, model::Strictness strictness);

}  // namespace portal::server

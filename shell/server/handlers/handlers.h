// One function for each call of the contract; the routes are in routes.cpp.
#pragma once

#include <optional>
#include <string_view>

#include "shell/server/context.h"

namespace portal::server {

Response get_health(Call& call);
Response get_ready(Call& call);
Response get_metrics(Call& call);
Response get_openapi(Call& call);
Response get_catalogue(Call& call);
Response get_catalogue_settings(Call& call);
Response put_catalogue_settings(Call& call);
Response get_study_form_schema(Call& call);
Response get_study_form_template(Call& call);

Response post_session(Call& call);
Response get_session(Call& call);
Response delete_session(Call& call);

Response list_declarations(Call& call);
Response export_declarations(Call& call);
Response export_people(Call& call);
Response export_summary_people(Call& call);
Response create_declaration(Call& call);
Response get_declaration(Call& call);
Response put_declaration(Call& call);
Response delete_declaration(Call& call);

Response submit_declaration(Call& call);
Response withdraw_declaration(Call& call);
Response approve_declaration(Call& call);
Response reject_declaration(Call& call);
Response revoke_declaration(Call& call);
Response copy_declaration(Call& call);

Response check_content(Call& call);
Response check_declaration(Call& call);

Response declare_for_many(Call& call);
Response audit_many(Call& call);
Response import_declarations(Call& call);

Response put_attachment(Call& call);
Response get_attachment(Call& call);
// What is wrong with an upload by its headers alone; null: send it.
std::optional<Response> refuse_upload(const Caller& caller, const Request& head, std::string_view sha256);

Response get_summary(Call& call);
Response list_summary_years(Call& call);
Response list_summary_people(Call& call);
Response get_todo(Call& call);
Response list_people(Call& call);
Response create_person(Call& call);
Response import_people(Call& call);
Response get_people_template(Call& call);
Response get_person(Call& call);
Response put_person(Call& call);
Response move_person(Call& call);
Response person_leaves(Call& call);
Response show_numbers(Call& call);
Response create_account(Call& call);
Response put_account(Call& call);
Response give_password(Call& call);
Response put_own_password(Call& call);
Response list_organisations(Call& call);
Response create_organisation(Call& call);
Response put_organisation(Call& call);

}  // namespace portal::server

// The records of a list: taken from the server's pages, and found among them without asking when all are here.
//
// A list that has been loaded to its end without conditions is whole. Filters and orders are then answered by model/query.h, which is what
// the server goes by too; only a search asks it, because it knows more of a person's number than it sends. Whether the list is still
// what there is, its first page tells: with the last changed first, whatever changes changes that page or the counts.
#pragma once

#include "ui/state.h"

namespace portal::ui {

// Whether the query needs no answer of the server.
bool answers_itself(const ListState& list);
// rows, total and counts from the records and the query. For lists that answer themselves.
void show_found(ListState& list);
// A page of the contract (assets/api/openapi.yaml, DeclarationPage): the first of the list, or one more. False: something in it could not be read.
bool take_page(ListState& list, const model::Json& page, bool more);
// Compares a first page, the last changed first, with the records of a whole list. False: it is no longer what there is, nothing is taken.
bool take_beginning(ListState& list, const model::Json& page);
void remove_record(ListState& list, const std::string& id);
void forget_records(ListState& list);

}  // namespace portal::ui

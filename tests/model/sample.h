// What the model's tests share: the shipped catalogue, complete declarations, a small organisation tree.
#pragma once

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "model/catalogue.h"
#include "model/declaration.h"
#include "model/organisation.h"
#include "model/query.h"
#include "model/validation.h"
#include "model/workflow.h"

namespace portal::model::sample {

inline constexpr int kYear = 2026;

std::string read_asset(const std::string& path);  // below assets/; fails the test when it is not there
std::vector<std::string> form_ids();              // of the shipped catalogue
const Json& catalogue_document();                 // assets/catalogue, joined
const Catalogue& catalogue();

// A declaration of this study form that may be submitted: 02, 04 (with or without a reading), 06 (by type).
DeclarationContent training();
DeclarationContent conference(bool was_read);
DeclarationContent publication(std::string_view type);
Attachment evidence(std::string material);

// authority ← department_above ← department ← employer; base ← authority.
OrganisationTree tree();
OrganisationRef organisation(std::string_view id);  // of that tree
Actor actor(Role role, std::string person, std::string_view organisation_id);

// "code /pointer" of each error, for readable failures.
std::vector<std::string> lines(const Errors& errors);

// Seeded: the same sequence on every machine and in wasm.
class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}
  int below(int limit) { return static_cast<int>(engine_() % static_cast<unsigned>(limit)); }
  template <class List>
  auto pick(const List& list) {
    return list[static_cast<std::size_t>(below(static_cast<int>(std::size(list))))];
  }

 private:
  std::mt19937 engine_;
};

inline constexpr SortKey kSortKeys[] = {SortKey::kUpdated, SortKey::kSubmitted, SortKey::kYear,   SortKey::kForm,
                             SortKey::kTitle,   SortKey::kPerson,    SortKey::kAmount, SortKey::kState};
// Lines of lists with few distinct values, so that ties are common; ids are all different and in no order.
std::vector<DeclarationSummary> random_lines(int count, unsigned seed);

}  // namespace portal::model::sample

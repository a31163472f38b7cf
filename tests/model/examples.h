// The valid examples of examples.json, and what can be wrong with each of their fields, made from the catalogue alone.
#pragma once

#include <string>
#include <vector>

#include "tests/model/sample.h"

namespace portal::model::sample {

struct Example {
  const StudyForm* form;  // null when the catalogue has none of that id
  DeclarationContent content;
};

// Each in hours and in credits, with the common fields and the materials that are asked for.
const std::vector<Example>& examples();

// One thing that is wrong with a field, and what validate() says to it.
struct Fault {
  Json value;
  std::string code;
  std::string place = {};  // within the field's value: "/0/grade" of a list
};

// Every kind of fault that this field can have in a declaration with these values, which are valid.
std::vector<Fault> faults_of(const Field& field, const Json& values);

}  // namespace portal::model::sample

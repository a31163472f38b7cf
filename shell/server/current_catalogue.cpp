#include "shell/server/current_catalogue.h"

#include "shell/server/catalogue_settings.h"
#include "shell/server/storage/storage.h"

namespace portal::server {

CurrentCatalogue::CurrentCatalogue(ServedCatalogue of_files) : of_files_(std::make_shared<const ServedCatalogue>(std::move(of_files))), now_(of_files_) {}

std::shared_ptr<const ServedCatalogue> CurrentCatalogue::now() const {
  const std::lock_guard guard(mutex_);
  return now_;
}

model::Result<bool> CurrentCatalogue::follow(Records& records) {
  const long long number = settings_number(records);
  {
    const std::lock_guard guard(mutex_);
    if (number == number_) return false;
  }
  model::Result<ServedCatalogue> changed = number == 0 ? *of_files_ : with_settings(*of_files_, kept_settings(records).settings, number);
  if (!changed) return changed.error();
  set(std::make_shared<const ServedCatalogue>(*std::move(changed)), number);
  return true;
}

void CurrentCatalogue::set(std::shared_ptr<const ServedCatalogue> catalogue, long long number) {
  const std::lock_guard guard(mutex_);
  now_ = std::move(catalogue);
  number_ = number;
}

}  // namespace portal::server

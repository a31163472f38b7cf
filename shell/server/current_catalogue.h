// The catalogue that holds now: that of the files, with the settings that an administrator changed (catalogue_settings.h).
//
// A change is kept in the database, under a number that counts up; servers that share it follow with the next call that reads the
// database. Each call keeps the catalogue that it began with. Threads: any.
#pragma once

#include <memory>
#include <mutex>

#include "model/catalogue.h"
#include "model/result.h"

namespace portal::server {

class Records;

// The catalogue as it is judged by and as it is sent.
struct ServedCatalogue {
  model::Catalogue catalogue;
  std::string document;
  std::string etag;
  std::string document_br;  // the same, compressed by Brotli: every page asks for it
  std::string etag_br;
};

class CurrentCatalogue {
 public:
  explicit CurrentCatalogue(ServedCatalogue of_files);

  std::shared_ptr<const ServedCatalogue> now() const;
  std::shared_ptr<const ServedCatalogue> of_files() const { return of_files_; }

  // Takes up the change that the database has, where it is another than the one in use. Errors: those of catalogue_settings.h; what was
  // in use stays.
  model::Result<bool> follow(Records& records);
  void set(std::shared_ptr<const ServedCatalogue> catalogue, long long number);

 private:
  const std::shared_ptr<const ServedCatalogue> of_files_;
  mutable std::mutex mutex_;
  std::shared_ptr<const ServedCatalogue> now_;
  long long number_ = 0;  // of the change in it; 0 = none
};

}  // namespace portal::server

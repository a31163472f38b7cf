// Whether what is stored is what was written: nothing taken out, put in or changed behind the server's back.
//
// - the audit log is a chain of SHA-256: each entry's hash is of the hash before it and of the entry
// - the history of each declaration is such a chain, from its id on
// - the last audit entry about a declaration holds the digest of its record and history, as they must be now
// - what lists are read from (declaration_reach, reach_counts) says what the declarations say
// - each attachment has the content that its name says
// Who can write into the database can also write a whole new log: keep the head that verify() tells somewhere else.
// A fault is a sentence for an administrator. Throws soci::soci_error.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace soci {
class session;
}

namespace portal::server {

struct Verification {
  long long audit_entries = 0;
  std::string audit_head;  // hash of the last entry
  long long declarations = 0;
  long long history_entries = 0;
  long long attachments = 0;
  std::vector<std::string> faults;
};

using ReadContent = std::function<std::optional<std::string>(const std::string& sha256)>;

Verification verify(soci::session& sql, const ReadContent& content);

// The next link of a chain.
std::string chained(std::string_view hash_before, std::string_view entry);
// What an audit entry keeps of a declaration.
std::string record_digest(std::string_view document, std::string_view history_head);

}  // namespace portal::server

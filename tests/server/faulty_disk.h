// A disk for SQLite that fails or loses power on purpose: a VFS over the system's own, the default one while the object lives.
//
// Writes, truncations and syncs are counted as steps, over all files. A file's content counts as on the disk only once it was synced.
//
//   fail_from(n, count, code)   steps n … n+count-1 answer `code` and do nothing; later ones work again
//   cut_power_at(n)             step n and all after it fail; then, when nothing holds the files open, lose_unsynced(seed)
//   lose_unsynced(seed)         each file as it was at its last sync, plus some of the writes since, whole or torn at 512 bytes: which ones
//                               the seed says. What became of a file without any sync is decided in the same way
//
// For one thread at a time.
#pragma once

#include <cstdint>
#include <string>

namespace portal::server::test {

class FaultyDisk {
 public:
  FaultyDisk();
  ~FaultyDisk();
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;

  void fail_from(long long step, long long count, int code);
  void cut_power_at(long long step);
  void lose_unsynced(std::uint64_t seed);

  long long steps() const;  // so far
  bool has_failed() const;
};

}  // namespace portal::server::test

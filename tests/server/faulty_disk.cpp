#include "tests/server/faulty_disk.h"

#include <sqlite3.h>

#include <algorithm>
#include <cassert>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <map>
#include <random>
#include <vector>

namespace portal::server::test {
namespace {

constexpr std::size_t kSectorBytes = 512;

struct Change {
  sqlite3_int64 at = 0;
  std::string bytes;
  bool truncates = false;  // to `at`
};

struct Content {
  std::string synced;
  std::vector<Change> since;
};

struct Disk {
  sqlite3_vfs* real = nullptr;
  std::map<std::string, Content> files;
  long long steps = 0, fail_from = std::numeric_limits<long long>::max(), fail_count = 0;
  int code = SQLITE_IOERR;
  bool failed = false;

  // SQLITE_OK, or the failure that this step is to have.
  int step() {
    const long long now = ++steps;
    if (now < fail_from || now - fail_from >= fail_count) return SQLITE_OK;
    failed = true;
    return code;
  }
};
Disk* disk = nullptr;

struct File {
  sqlite3_file base;
  std::string* path;
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};
File& file_of(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }
sqlite3_file* real(sqlite3_file* file) { return file_of(file).real(); }
Content* content_of(sqlite3_file* file) { return file_of(file).path ? &disk->files[*file_of(file).path] : nullptr; }

int close(sqlite3_file* file) {
  const int result = real(file)->pMethods->xClose(real(file));
  delete file_of(file).path;
  file->pMethods = nullptr;
  return result;
}
int read(sqlite3_file* file, void* to, int count, sqlite3_int64 at) { return real(file)->pMethods->xRead(real(file), to, count, at); }
int write(sqlite3_file* file, const void* from, int count, sqlite3_int64 at) {
  if (const int failure = disk->step()) return failure;
  if (Content* content = content_of(file)) content->since.push_back({at, std::string(static_cast<const char*>(from), static_cast<std::size_t>(count)), false});
  return real(file)->pMethods->xWrite(real(file), from, count, at);
}
int truncate(sqlite3_file* file, sqlite3_int64 size) {
  if (const int failure = disk->step()) return failure;
  if (Content* content = content_of(file)) content->since.push_back({size, "", true});
  return real(file)->pMethods->xTruncate(real(file), size);
}

void put_into(std::string& bytes, const Change& change) {
  const auto at = static_cast<std::size_t>(change.at);
  if (change.truncates) {
    bytes.resize(at);
    return;
  }
  if (bytes.size() < at + change.bytes.size()) bytes.resize(at + change.bytes.size());
  std::copy(change.bytes.begin(), change.bytes.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at));
}

int sync(sqlite3_file* file, int) {
  if (const int failure = disk->step()) return failure;
  if (Content* content = content_of(file)) {
    for (const Change& change : content->since) put_into(content->synced, change);
    content->since.clear();
  }
  return SQLITE_OK;  // the real disk need not wait
}
int file_size(sqlite3_file* file, sqlite3_int64* size) { return real(file)->pMethods->xFileSize(real(file), size); }
int lock(sqlite3_file* file, int level) { return real(file)->pMethods->xLock(real(file), level); }
int unlock(sqlite3_file* file, int level) { return real(file)->pMethods->xUnlock(real(file), level); }
int check_lock(sqlite3_file* file, int* result) { return real(file)->pMethods->xCheckReservedLock(real(file), result); }
int control(sqlite3_file* file, int what, void* value) { return real(file)->pMethods->xFileControl(real(file), what, value); }
int sector_size(sqlite3_file*) { return static_cast<int>(kSectorBytes); }
int characteristics(sqlite3_file*) { return 0; }  // nothing is atomic, nothing in order
int shm_map(sqlite3_file* file, int region, int size, int extend, void volatile** to) { return real(file)->pMethods->xShmMap(real(file), region, size, extend, to); }
int shm_lock(sqlite3_file* file, int offset, int count, int flags) { return real(file)->pMethods->xShmLock(real(file), offset, count, flags); }
void shm_barrier(sqlite3_file* file) { real(file)->pMethods->xShmBarrier(real(file)); }
int shm_unmap(sqlite3_file* file, int remove) { return real(file)->pMethods->xShmUnmap(real(file), remove); }

// Version 2: no memory-mapped reading behind our back.
const sqlite3_io_methods kMethods = {2, close, read, write, truncate, sync, file_size, lock, unlock, check_lock, control, sector_size, characteristics,
                                     shm_map, shm_lock, shm_barrier, shm_unmap, nullptr, nullptr};

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  new (file) File{{nullptr}, nullptr};
  if (name) {
    file_of(file).path = new std::string(name);
    if (!disk->files.contains(name)) disk->files[name].synced = bytes_of(name);
  }
  const int result = disk->real->xOpen(disk->real, name, real(file), flags, out_flags);
  if (real(file)->pMethods) file->pMethods = &kMethods;
  else delete file_of(file).path;  // SQLite closes only what was opened
  return result;
}

int remove(sqlite3_vfs*, const char* name, int sync_folder) {
  if (const int failure = disk->step()) return failure;
  disk->files.erase(name);
  return disk->real->xDelete(disk->real, name, sync_folder);
}

sqlite3_vfs make_vfs(sqlite3_vfs* real) {
  sqlite3_vfs vfs = *real;
  vfs.pNext = nullptr;
  vfs.zName = "faulty-disk";
  vfs.szOsFile = static_cast<int>(sizeof(File)) + real->szOsFile;
  vfs.xOpen = open;
  vfs.xDelete = remove;
  return vfs;
}

sqlite3_vfs vfs;
Disk the_disk;

}  // namespace

FaultyDisk::FaultyDisk() {
  assert(!disk && "one at a time");
  the_disk = {};
  the_disk.real = sqlite3_vfs_find("unix");
  disk = &the_disk;
  vfs = make_vfs(the_disk.real);
  sqlite3_vfs_register(&vfs, 1);
}

FaultyDisk::~FaultyDisk() {
  sqlite3_vfs_unregister(&vfs);
  sqlite3_vfs_register(the_disk.real, 1);
  disk = nullptr;
}

void FaultyDisk::fail_from(long long step, long long count, int code) {
  the_disk.fail_from = the_disk.steps + step;
  the_disk.fail_count = count;
  the_disk.code = code;
  the_disk.failed = false;
}

void FaultyDisk::cut_power_at(long long step) { fail_from(step, std::numeric_limits<long long>::max() / 2, SQLITE_IOERR); }

void FaultyDisk::lose_unsynced(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  for (auto& [path, content] : the_disk.files) {
    std::string bytes = content.synced;
    for (Change change : content.since) {
      const auto fate = random() % 3;  // lost, torn, whole
      if (fate == 0) continue;
      if (fate == 1) change.bytes.resize(std::min(change.bytes.size(), random() % 8 * kSectorBytes));
      put_into(bytes, change);
    }
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
    std::filesystem::remove(path + "-shm");
  }
  the_disk.files.clear();
  the_disk.fail_count = 0;
}

long long FaultyDisk::steps() const { return the_disk.steps; }
bool FaultyDisk::has_failed() const { return the_disk.failed; }

}  // namespace portal::server::test

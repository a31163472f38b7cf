#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "shell/server/administrator.h"
#include "shell/server/catalogue_files.h"
#include "shell/server/catalogue_problem.h"
#include "shell/server/cross_origin.h"
#include "shell/server/crypto.h"
#include "shell/server/demo.h"
#include "shell/server/options.h"
#include "shell/server/recount.h"
#include "shell/server/router.h"
#include "shell/server/storage/maintenance.h"
#include "shell/server/storage/postgresql_storage.h"
#include "shell/server/storage/sqlite_storage.h"
#include "shell/server/transport.h"

namespace portal::server {
namespace {

int fail(const char* what, const model::Error& error) {
  std::string line = std::string("portal_server: ") + what + ": " + error.code;
  if (!error.pointer.empty()) line += " at " + error.pointer;
  for (const auto& [name, value] : error.params) line += ", " + name + ": " + value;
  std::fprintf(stderr, "%s\n", line.c_str());
  return 1;
}

int fail_catalogue(const model::Error& error) {
  std::fprintf(stderr, "portal_server: 学习形式目录有误，没有启动 · the catalogue is wrong, not started (%s)\n%s\n", error.code.c_str(),
               explain_catalogue_problem(error).c_str());
  return 1;
}

// They were right with the files of their time: a study form that a cap names may be gone.
int fail_settings(model::Error error) {
  error.params["file"] = "目录设置（数据库） · settings of the catalogue (database)";
  return fail_catalogue(error);
}

model::Result<std::shared_ptr<Storage>> open_storage(const Options& options) {
  return options.database.empty() ? open_sqlite(options.data) : open_postgresql(options.database);
}

int serve_until_stopped(const Options& options) {
  model::Result<ServedCatalogue> catalogue = load_catalogue(std::filesystem::path(options.assets) / "catalogue");
  if (!catalogue) return fail_catalogue(catalogue.error());
  model::Result<std::shared_ptr<Storage>> storage = open_storage(options);
  if (!storage) return fail("the database cannot be used", storage.error());

  Context context;
  context.storage = *std::move(storage);
  context.attachments = std::make_shared<AttachmentStore>(std::filesystem::path(options.data) / "attachments");
  context.passwords = std::make_shared<const Passwords>(PasswordCost{});
  context.catalogue = std::make_shared<CurrentCatalogue>(*std::move(catalogue));
  context.clock = machine_clock();
  context.site = options.site;
  context.assets = options.assets;
  context.behind_tls_proxy = options.behind_tls_proxy;
  context.allowed_origins = origins_from(options.allow_origin).value_or(std::vector<std::string>{});
  std::optional<model::Error> wrong_settings;
  const Outcome followed = context.storage->read([&](Records& records) {
    if (const auto settings = context.catalogue->follow(records); !settings) wrong_settings = settings.error();
    return Verdict::kCommit;
  });
  if (wrong_settings) return fail_settings(*std::move(wrong_settings));
  if (followed == Outcome::kUnavailable || recount_hours(context) == Outcome::kUnavailable) return fail("the hours cannot be counted again", {"database_failed", "", {}});
  if (options.demo) {
    const model::Result<DemoTable> table = create_demo(context, std::filesystem::path(options.assets) / "demo");
    if (!table) return fail("the demo cannot be made", table.error());
    std::fputs(to_text(*table).c_str(), stdout);
  }

  Router router(std::move(context));
  const model::Result<bool> served = serve(router, options, [&options](int port) {
    const bool is_ipv6 = options.host.find(':') != std::string::npos;
    std::printf(is_ipv6 ? "portal ready http://[%s]:%d\n" : "portal ready http://%s:%d\n", options.host.c_str(), port);
    std::fflush(stdout);
  });
  return served ? 0 : fail("cannot listen", served.error());
}

int add_admin(const Options& options) {
  const model::Result<std::shared_ptr<Storage>> storage = open_storage(options);
  if (!storage) return fail("the database cannot be used", storage.error());
  NewAdministrator wanted{options.operand, "", options.person_name, options.organisation_name};
  std::getline(std::cin, wanted.password);
  const model::Result<Account> made = add_administrator(**storage, Passwords(PasswordCost{}), wanted, machine_clock()());
  if (!made) return fail("no administrator was made", made.error());
  std::printf("administrator %s, organisation %s\n", made->name.c_str(), made->organisation.c_str());
  return 0;
}

int tell(const char* what, const model::Result<Verification>& found) {
  if (!found) return fail(what, found.error());
  for (const std::string& fault : found->faults) std::printf("%s\n", fault.c_str());
  std::printf("%s: %lld audit entries (head %s), %lld declarations, %lld history entries, %lld attachments, %zu faults\n", what,
              found->audit_entries, found->audit_head.c_str(), found->declarations, found->history_entries, found->attachments,
              found->faults.size());
  return found->faults.empty() ? 0 : 1;
}

int run(const Options& options) {
  set_log_level(options.log_level);
  if (!start_crypto()) return fail("cannot start", {"no_randomness", "", {}});
  if (options.command == "verify") return tell("verify", verify_stored(options.database, options.data));
  if (options.command == "backup" && !options.database.empty()) return fail("backup", {"only_sqlite", "--database", {{"reason", "use pg_dump"}}});
  if (options.command == "backup") return tell("backup", back_up(options.data, options.operand));
  if (options.command == "restore") return tell("restore", restore(options.operand, options.data));
  if (options.command == "add-admin") return add_admin(options);
  return serve_until_stopped(options);
}

}  // namespace
}  // namespace portal::server

int main(int argument_count, char** arguments) {
  using namespace portal;
  std::signal(SIGPIPE, SIG_IGN);
  const model::Result<server::Options> options =
      server::read_options(std::vector<std::string>(arguments + 1, arguments + argument_count), [](const char* name) { return std::getenv(name); });
  if (!options) {
    server::fail("the command line is not valid", options.error());
    std::fputs(server::usage().c_str(), stderr);
    return 2;
  }
  if (options->help) {
    std::fputs(server::usage().c_str(), stdout);
    return 0;
  }
  if (options->command == "config") {
    std::fputs(server::to_text(*options).c_str(), stdout);
    return 0;
  }
  return server::run(*options);
}

#include "sync-server/cli/command.h"

#include <CLI/CLI.hpp>
#include <sstream>

namespace genba::cli {
namespace {

// A word that is no subcommand is only noticed as what was left over.
std::string fault_of(const CLI::App& app, const CLI::ParseError& error) {
  const std::vector<std::string> left = app.remaining(true);
  const bool lacks_word = error.get_name() == "RequiredError" && !left.empty();
  if (!lacks_word || left.front().substr(0, 1) == "-") return error.what();
  return "there is no command \"" + left.front() + '"';
}

}  // namespace

CliOption* CliOption::required() {
  option_->required();
  return this;
}

CliOption* CliOption::type_name(const std::string& name) {
  option_->type_name(name);
  return this;
}

CliOption* CliOption::capture_default_str() {
  option_->capture_default_str();
  return this;
}

CliOption* CliOption::one_of(const std::vector<std::string>& words) {
  option_->check(CLI::IsMember(words));
  return this;
}

CliOption* CliOption::between(std::int64_t least, std::int64_t greatest) {
  option_->check(CLI::Range(least, greatest));
  return this;
}

CliOption* CliOption::last_counts() {
  option_->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  return this;
}

CliOption* CliOption::group(const std::string& heading) {
  option_->group(heading);
  return this;
}

CliOption* CliOption::needs(CliOption* other) {
  option_->needs(other->option_);
  return this;
}

CliOption* CliOption::excludes(CliOption* other) {
  option_->excludes(other->option_);
  return this;
}

CliCommand::CliCommand(const std::string& name, const std::string& description)
    : program_(std::make_unique<CLI::App>(description, name)), app_(program_.get()) {}

CliCommand::CliCommand(CLI::App* app) : app_(app) {}

CliCommand::~CliCommand() = default;

CliCommand* CliCommand::add_subcommand(const std::string& name, const std::string& description) {
  subcommands_.emplace_back(new CliCommand(app_->add_subcommand(name, description)));
  return subcommands_.back().get();
}

void CliCommand::require_subcommand() { app_->require_subcommand(1); }

void CliCommand::footer(const std::string& text) { app_->footer(text); }

void CliCommand::set_version(const std::string& text) { app_->set_version_flag("--version", text); }

void CliCommand::callback(std::function<void()> chosen) { app_->callback(std::move(chosen)); }

CliOption* CliCommand::keep(CLI::Option* option) {
  options_.push_back(std::make_unique<CliOption>(option));
  return options_.back().get();
}

template <typename T>
CliOption* CliCommand::bind(const std::string& name, T& value, const std::string& help) {
  return keep(app_->add_option(name, value, help));
}

CliOption* CliCommand::add_option(const std::string& name, std::string& value,
                                  const std::string& help) {
  return bind(name, value, help);
}

CliOption* CliCommand::add_option(const std::string& name, std::vector<std::string>& values,
                                  const std::string& help) {
  return bind(name, values, help);
}

CliOption* CliCommand::add_option(const std::string& name, int& value, const std::string& help) {
  return bind(name, value, help);
}

CliOption* CliCommand::add_option(const std::string& name, std::size_t& value,
                                  const std::string& help) {
  return bind(name, value, help);
}

CliOption* CliCommand::add_option(const std::string& name, std::chrono::milliseconds& value,
                                  const std::string& help) {
  const auto set = [&value](std::int64_t given_ms) { value = std::chrono::milliseconds(given_ms); };
  return keep(app_->add_option_function<std::int64_t>(name, set, help)
                  ->type_name("MS")
                  ->default_str(std::to_string(value.count())));
}

CliOption* CliCommand::add_flag(const std::string& name, bool& value, const std::string& help) {
  return keep(app_->add_flag(name, value, help));
}

CliCommand::Parsed CliCommand::parse(int argc, char** argv) {
  try {
    app_->parse(argc, argv);
    return {};
  } catch (const CLI::ParseError& error) {
    std::ostringstream help, wrong;
    if (app_->exit(error, help, wrong) == 0) return {Parsed::Verdict::kDone, help.str(), {}, {}};
    return {Parsed::Verdict::kWrong,
            {},
            fault_of(*app_, error),
            "Run with --help for more information."};
  }
}

}  // namespace genba::cli

// The grammar of the command line, as the subcommands say it: a wall around CLI11, which costs
// every file that includes it seconds of compilation. Only command.cpp does.
//
// Ownership: a command owns its options and subcommands; what an option is bound to must outlive
// the parsing. Pointers that are returned are never null and live as long as the program's command.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace genba::cli {

class CliOption {
 public:
  explicit CliOption(CLI::Option* option) : option_(option) {}

  CliOption* required();
  // What stands for the value in --help, e.g. FILE.
  CliOption* type_name(const std::string& name);
  // Shows in --help what the variable holds now.
  CliOption* capture_default_str();
  CliOption* one_of(const std::vector<std::string>& words);
  CliOption* between(std::int64_t least, std::int64_t greatest);
  // May be given again; without it that is wrong usage.
  CliOption* last_counts();
  CliOption* group(const std::string& heading);
  CliOption* needs(CliOption* other);
  CliOption* excludes(CliOption* other);

 private:
  CLI::Option* option_;
};

class CliCommand {
 public:
  // The program itself; subcommands come from add_subcommand().
  CliCommand(const std::string& name, const std::string& description);
  ~CliCommand();
  CliCommand(const CliCommand&) = delete;
  CliCommand& operator=(const CliCommand&) = delete;

  CliCommand* add_subcommand(const std::string& name, const std::string& description);
  // Without one of its subcommands this command is wrong usage.
  void require_subcommand();
  void footer(const std::string& text);
  void set_version(const std::string& text);
  // Called when the command was chosen and its options are well formed.
  void callback(std::function<void()> chosen);

  // A name that starts with no dash is a positional argument.
  CliOption* add_option(const std::string& name, std::string& value, const std::string& help);
  CliOption* add_option(const std::string& name, std::vector<std::string>& values,
                        const std::string& help);
  CliOption* add_option(const std::string& name, int& value, const std::string& help);
  CliOption* add_option(const std::string& name, std::size_t& value, const std::string& help);
  CliOption* add_option(const std::string& name, std::chrono::milliseconds& value,
                        const std::string& help);
  CliOption* add_flag(const std::string& name, bool& value, const std::string& help);

  struct Parsed {
    enum class Verdict { kOk, kDone, kWrong };
    Verdict verdict = Verdict::kOk;
    std::string text;   // kDone: the help or version that was asked for
    std::string fault;  // kWrong: what is wrong
    std::string hint;   // kWrong: where to read more
  };
  // Lets through what a callback throws.
  Parsed parse(int argc, char** argv);

 private:
  explicit CliCommand(CLI::App* app);
  template <typename T>
  CliOption* bind(const std::string& name, T& value, const std::string& help);
  CliOption* keep(CLI::Option* option);

  std::unique_ptr<CLI::App> program_;  // of the root alone
  CLI::App* app_;
  std::vector<std::unique_ptr<CliCommand>> subcommands_;
  std::vector<std::unique_ptr<CliOption>> options_;
};

}  // namespace genba::cli

// What `genba report` was asked for, as text, and what it means.
#pragma once

#include <string>

#include "core/reports/pivot.h"
#include "core/reports/report.h"
#include "core/reports/saved_reports.h"

namespace genba::cli {

struct ReportOptions {
  std::string name;   // of a standard report; custom, save, saved, run, unsave
  std::string saved;  // of a saved report
  std::string data_dir;
  std::string rows;
  std::string columns;
  std::string measures;
  std::string filter;
  std::string from;
  std::string to;
  std::string compare;
  std::string group_by;
  std::string by = "month";
  std::string offset = "+00:00";
  std::string now;
  std::string language = "en";
  std::string format = "table";
  std::string encoding = "utf-8";
  bool json = false;
  bool define = false;
  bool no_bom = false;
  bool share = false;

  Language shown_in() const { return language == "ja" ? Language::kJapanese : Language::kEnglish; }
  bool is_json() const { return format == "json"; }
};

// Errors: kInvalidArgument, naming the option. `state`: for the custom fields that it names.
Result<ReportRequest> parse_request(const ReportOptions& options, const State& state);

// `genba report save|saved|unsave`: an exit code.
int run_save(const ReportOptions& options);
int run_list_saved(const ReportOptions& options);
int run_unsave(const ReportOptions& options);

}  // namespace genba::cli

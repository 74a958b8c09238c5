// A whole workspace as JSON lines, out and in, without loss: what is read from an export exports to
// the same bytes again. JSONL.md describes the lines.
#pragma once

#include <functional>

#include "core/exchange/jsonl_line.h"
#include "core/replica/workspace.h"

namespace genba {

// Takes one line, without its end; an error ends the export.
using JsonlSink = std::function<Result<void>(std::string_view line)>;

Result<void> export_jsonl(const Workspace& workspace, const JsonlSink& sink);

// The entities of a workspace as they are now, by kind and id: the part of an export that is the
// same whoever holds it.
Result<void> export_jsonl_entities(const StateReader& state, const JsonlSink& sink);

// The order of lines that every export keeps, and that its entities are what its history leads to.
// Holds the state of the whole workspace.
class JsonlCheck {
 public:
  // kMalformed for a line that does not belong here, kCorrupt for one that contradicts the others.
  Result<void> take(const JsonlLine& line);
  // That nothing is missing at the end.
  Result<void> finish() const;
  const JsonlHeader& header() const { return header_; }

 private:
  Result<void> take_line(const JsonlHeader& header);
  Result<void> take_line(const JsonlEffect& line);
  Result<void> take_line(const JsonlEntity& entity);
  Result<void> take_line(const JsonlGroup& line);
  Result<void> take_line(const JsonlLane& lane);
  Result<void> take_line(const JsonlAnswer& answer);
  Result<void> reach(int stage, const char* what);

  int stage_ = 0;
  JsonlHeader header_;
  State state_;
  Seq last_seq_ = 0;
  Hash256 link_{};
  std::size_t entities_ = 0;
};

// Reads an export of a workspace line by line. Every error names the line: "line 12: …".
class JsonlImport {
 public:
  Result<void> take(std::string_view line);  // without its end
  // That nothing is missing, when all lines were taken.
  Result<void> check() const { return check_.finish(); }
  // Makes `workspace`, which must not be started, the one that was read. Errors as check()'s.
  Result<void> finish(Workspace& workspace);

 private:
  Result<void> take_line(JsonlLine line);

  std::size_t lines_ = 0;
  JsonlCheck check_;
  WorkspaceCopy copy_;
};

}  // namespace genba

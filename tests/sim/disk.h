// Disk: where a simulated device keeps its files. A batch is written whole, or as far as the crash
// that came in between let it, or its last file with part of the bytes alone.
#pragma once

#include <algorithm>
#include <map>
#include <string>

#include "core/storage/journal.h"

namespace genba::sim {

class Disk {
 public:
  using Files = std::map<std::string, Bytes>;

  static std::size_t writes_of(const FileBatch& batch) {
    return batch.puts.size() + batch.deletes.size();
  }
  const Files& files() const { return files_; }
  void replace(Files files) { files_ = std::move(files); }

  // The first `writes` of the batch, in its order.
  void write(const FileBatch& batch, std::size_t writes) {
    const std::size_t puts = std::min(writes, batch.puts.size());
    for (std::size_t i = 0; i < puts; ++i) files_[batch.puts[i].first] = batch.puts[i].second;
    for (std::size_t i = 0; i < writes - puts; ++i) files_.erase(batch.deletes[i]);
  }
  void write(const FileBatch& batch) { write(batch, writes_of(batch)); }
  void put(const std::string& name, Bytes bytes) { files_[name] = std::move(bytes); }

 private:
  Files files_;
};

}  // namespace genba::sim
